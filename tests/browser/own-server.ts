import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { addressOf } from './address.ts'

export interface OwnServer {
  url: string
  /** Folder of its database. */
  dataDir: string
}

/** Serves the built site once more, with settings and a database of its own, until the test is over. */
export async function serveSite(environment: Record<string, string>): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-own-'))
  const env = { ...process.env, OUT_DIR: inject('siteDir'), DATA_DIR: dataDir, PORT: '0', INSIGHTS_PASSWORD: inject('insightsPassword'), ...environment }
  const server = spawn('node', ['src/commands/serve.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { url: await addressOf(server), dataDir }
}
