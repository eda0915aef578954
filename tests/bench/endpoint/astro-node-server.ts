// A site built with @astrojs/node, as its documentation starts it.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'

const port = await new Promise<number>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo
    probe.close(() => resolve(port))
  })
})
process.env['HOST'] = '127.0.0.1'
process.env['PORT'] = String(port)
await import(pathToFileURL(process.argv[2] ?? '').href)
const url = `http://127.0.0.1:${port}`
// It listens a moment after the module has loaded.
for (let answers = false; !answers; ) {
  answers = await fetch(`${url}/health`).then(
    () => true,
    () => false,
  )
}
process.send?.(url)
