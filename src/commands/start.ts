// Builds the site and serves it with its endpoint: `npm start`.
import { readConfig } from '../server/config.ts'
import { probePort } from '../server/start.ts'
import { build } from './build.ts'
import { mayGoOn } from './environment-only.ts'
import { SERVER_VARIABLES, serve, withClearErrors } from './serve.ts'

async function start(): Promise<void> {
  // A port in use is worth knowing before the build, not after it; and without an address of its own the site is built with this one.
  process.env['PORT'] = String(await probePort(readConfig(process.env)))
  console.log('Building the site…')
  if (await build()) await serve()
  else process.exitCode = 1
}

if (mayGoOn({ command: 'npm start', does: 'Builds the site and serves it with its endpoint.', variables: SERVER_VARIABLES })) await withClearErrors(start)
