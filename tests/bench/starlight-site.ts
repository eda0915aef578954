import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createStaticFiles } from '../../src/server/static-files.ts'

const VERSIONS = ['astro@7.3.5', '@astrojs/starlight@0.42.4']
const CONFIG = `import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
export default defineConfig({
  integrations: [starlight({ title: 'Example', locales: LOCALES, disable404Route: true, sidebar: [] })],
})
`
const CONTENT_CONFIG = `import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) }
`

/** A Starlight site of the same articles, served as ours is; undefined when npm cannot install it. Made outside the project, which does not depend on it. */
export async function serveStarlight(contentDir: string): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'waymark-starlight-'))
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: ownEnvironment() }).status === 0
  writeFileSync(join(root, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  if (!run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...VERSIONS])) {
    rmSync(root, { recursive: true, force: true })
    return undefined
  }
  const articles = join(contentDir, 'articles')
  const locales = readdirSync(articles)
  const settings = Object.fromEntries(
    locales.map((code) => [code === 'en' ? 'root' : code, { label: code, lang: code, dir: /^(fa|he)$/.test(code) ? 'rtl' : 'ltr' }]),
  )
  writeFileSync(join(root, 'astro.config.mjs'), CONFIG.replace('LOCALES', JSON.stringify(settings)))
  mkdirSync(join(root, 'src'))
  writeFileSync(join(root, 'src', 'content.config.ts'), CONTENT_CONFIG)
  for (const name of readdirSync(articles, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mdx'))) {
    const file = join(root, 'src', 'content', 'docs', name.replace(/^en\//, '').replace(/\.mdx$/, '.md'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, asMarkdown(readFileSync(join(articles, name), 'utf8')))
  }
  if (!run('node', ['node_modules/astro/bin/astro.mjs', 'build'])) throw new Error('Starlight could not be built; see above.')
  const app = new Hono().get('*', createStaticFiles({ root: join(root, 'dist'), locales }))
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Without our own components, anchors and links, which lead to other files there. */
function asMarkdown(source: string): string {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? []
  const kept = front.split('\n').filter((line) => /^(title|description):/.test(line))
  return `---\n${kept.join('\n')}\n---\n${body
    .replace(/ \{#[^}]+\}/g, '')
    .replace(/<\/?[A-Z][^>]*>/g, '')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')}`
}

/** npm and Astro of the other project must not find ours. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_ENV|CONTENT_DIR|OUT_DIR)/i.test(name))
  return { ...Object.fromEntries(kept), ASTRO_TELEMETRY_DISABLED: '1' }
}
