import { type ChildProcess, spawn } from 'node:child_process'

export interface DevelopmentServer {
  base: string
  /** Everything it has printed. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts `npm run dev` for a content folder; its data and cache are beside the folder. */
export async function startDevelopment(contentDir: string): Promise<DevelopmentServer> {
  // Astro serves no pages to a process that Vitest has marked.
  const child: ChildProcess = spawn('node', ['node_modules/astro/bin/astro.mjs', 'dev', '--ignore-lock'], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      CONTENT_DIR: contentDir,
      DATA_DIR: `${contentDir}-data`,
      CACHE_DIR: `${contentDir}-cache`,
      PORT: '0',
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      VITEST: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stderr?.on('data', (chunk) => (output += chunk))
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk
      const found = /Local\s+(http:\/\/\S+?)\/?\s/.exec(output)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(output)))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  return { base: address, output: () => output, stop }
}
