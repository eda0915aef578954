import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Builds a site of one prerendered article with Astro's own adapter; gives back its entry. */
export function buildWithAstroNode(folder: string, html: string): string {
  const pages = join(folder, 'src', 'pages')
  mkdirSync(join(pages, 'using'), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'astro.config.mjs'),
    `import node from '@astrojs/node'\nexport default { output: 'server', adapter: node({ mode: 'standalone' }), trailingSlash: 'always', telemetry: false }\n`,
  )
  writeFileSync(join(folder, 'page.html'), html)
  writeFileSync(
    join(pages, 'using', 'find-an-answer.astro'),
    `---\nimport { readFileSync } from 'node:fs'\nexport const prerender = true\nconst html = readFileSync('page.html', 'utf8')\n---\n<Fragment set:html={html} />\n`,
  )
  // One page made on request, or there would be no server.
  writeFileSync(join(pages, 'health.ts'), `export const GET = () => new Response('ok')\n`)
  const built = spawnSync('node', [resolve('node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  if (built.status !== 0) throw new Error(`The build with @astrojs/node failed: ${built.stdout}${built.stderr}`)
  return join(folder, 'dist', 'server', 'entry.mjs')
}
