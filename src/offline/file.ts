import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { minify, transformWithOxc } from 'vite'

/** Takes the place of a worker that readers have from before offline reading was switched off. */
const FAREWELL = `addEventListener('install',()=>skipWaiting())
addEventListener('activate',event=>event.waitUntil((async()=>{
for(const name of await caches.keys())if(name.startsWith('waymark-'))await caches.delete(name)
await registration.unregister()})()))
`

/** The text of `/sw.js`. Without offline reading it is one that clears away and leaves. */
export async function serviceWorkerFile({ offline }: { offline: boolean }): Promise<string> {
  if (!offline) return FAREWELL
  const path = join(import.meta.dirname, 'service-worker.ts')
  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path)
  // Service workers are no modules: not every browser knows such.
  return (await minify('sw.js', code.replace(/^export \{\s*\};?$/m, ''), { module: true })).code
}
