import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { addressOf } from './address.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built site, served with its endpoint. */
    siteUrl: string
    /** Folder of the built site. */
    siteDir: string
    insightsPassword: string
  }
}

const PASSWORD = 'a password for tests only'

/** Builds the product's own help centre once and serves it, as an operator would. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'waymark-site-'))
  const env = { ...process.env, OUT_DIR: join(dir, 'dist'), DATA_DIR: join(dir, 'data'), PORT: '0', INSIGHTS_PASSWORD: PASSWORD, NODE_ENV: 'production' }
  await finished(spawn('node', ['src/commands/build.ts'], { env, stdio: ['ignore', 'inherit', 'inherit'] }))
  const server = spawn('node', ['src/commands/serve.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  project.provide('siteUrl', await addressOf(server))
  project.provide('siteDir', env.OUT_DIR)
  project.provide('insightsPassword', PASSWORD)
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
    rmSync(dir, { recursive: true, force: true })
  }
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The build ended with ${code}.`))))
  })
}
