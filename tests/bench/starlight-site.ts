import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createStaticFiles } from '../../src/server/static-files.ts'
import { makePeer, peerEnvironment } from './build/peer.ts'
import { starlight } from './build/starlight.ts'

/** A Starlight site of the same articles, served as ours is; undefined when npm cannot install it. */
export async function serveStarlight(contentDir: string): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const peer = makePeer(contentDir, starlight({ mdx: false }))
  if (!peer) return undefined
  const built = spawnSync('node', ['node_modules/astro/bin/astro.mjs', 'build'], {
    cwd: peer.dir,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: peerEnvironment(),
  })
  if (built.status !== 0) throw new Error('Starlight could not be built; see above.')
  const app = new Hono().get('*', createStaticFiles({ root: join(peer.dir, 'dist'), locales: readdirSync(join(contentDir, 'articles')) }))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close()
      peer.remove()
    },
  }
}
