import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addressOf } from '../browser/address.ts'

/** Builds a content folder and serves it; `stop` ends the server and removes what was built. */
export async function buildAndServe(contentDir: string): Promise<{ url: string; dir: string; stop: () => Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const dir = join(root, 'dist')
  const env = {
    ...process.env,
    CONTENT_DIR: contentDir,
    OUT_DIR: dir,
    DATA_DIR: join(root, 'data'),
    PORT: '0',
    INSIGHTS_PASSWORD: 'a password for benches only',
  }
  const built = spawnSync('node', ['src/commands/build.ts'], { env, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The build failed; see above.')
  const server = spawn('node', ['src/commands/serve.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(root, { recursive: true, force: true })
  }
  return { url: await addressOf(server), dir, stop }
}
