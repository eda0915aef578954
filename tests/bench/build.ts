// Builds the same articles with Waymark and with others, cold and after one article was touched:
// `npm run bench:build [-- --json <file>] [--articles n] [--tools waymark,starlight,astro]`. Articles are counted per language, of which there are five.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Cost, measure } from './build/measure.ts'
import { makePeer, type PeerPlan, peerEnvironment } from './build/peer.ts'
import { plainAstro } from './build/plain-astro.ts'
import { starlight } from './build/starlight.ts'
import { writeCorpus } from './corpus.ts'

interface Row extends Cost {
  tool: string
  pages: number
  kind: 'cold' | 'touch'
}

const LOCALES = 5
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    articles: { type: 'string', default: '400' },
    tools: { type: 'string', default: 'waymark,astro,starlight' },
  },
})
const articles = Number(values.articles)
const pages = articles * LOCALES
const root = mkdtempSync(join(tmpdir(), 'waymark-build-'))
const content = join(root, 'content')
const rows: Row[] = []

/** The build of a project from nothing, and once more after a sentence was added to one of its articles. */
async function measureBoth(tool: string, build: () => Promise<Cost>, article: string): Promise<void> {
  rows.push({ tool, pages, kind: 'cold', ...(await build()) })
  appendFileSync(article, '\nOne sentence more.\n')
  rows.push({ tool, pages, kind: 'touch', ...(await build()) })
}

async function measurePeer(tool: string, plan: PeerPlan, commands: string[][]): Promise<void> {
  const peer = makePeer(content, plan)
  if (!peer) return console.error(`${tool} cannot be installed from npm here, and is left out.`)
  try {
    const build = async () => {
      const costs: Cost[] = []
      for (const parameters of commands) costs.push(await measure('node', parameters, { cwd: peer.dir, env: peerEnvironment() }))
      return {
        cpuS: costs.reduce((sum, { cpuS }) => sum + cpuS, 0),
        wallS: costs.reduce((sum, { wallS }) => sum + wallS, 0),
        peakMb: Math.max(...costs.map(({ peakMb }) => peakMb)),
      }
    }
    await measureBoth(tool, build, join(peer.dir, peer.articles[0]!))
  } finally {
    peer.remove()
  }
}

const measured: Record<string, () => Promise<void>> = {
  waymark: () => {
    const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: join(root, 'dist'), CACHE_DIR: join(root, 'cache') }
    const build = () => measure('node', ['src/commands/build.ts'], { cwd: process.cwd(), env })
    return measureBoth('waymark', build, join(content, 'articles/en/account/article-0.mdx'))
  },
  astro: () =>
    measurePeer('astro + mdx + pagefind', plainAstro, [
      ['node_modules/astro/bin/astro.mjs', 'build'],
      ['node_modules/pagefind/lib/runner/bin.cjs', '--site', 'dist'],
    ]),
  starlight: () => measurePeer('starlight', starlight({ mdx: true }), [['node_modules/astro/bin/astro.mjs', 'build']]),
}

try {
  writeCorpus(content, articles)
  for (const tool of values.tools.split(',')) {
    const run = measured[tool]
    if (!run) throw new Error(`--tools has "${tool}". Choose from ${Object.keys(measured).join(', ')}.`)
    await run()
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
const round = (value: number, digits = 1) => Number(value.toFixed(digits))
const own = (kind: Row['kind']) => rows.find((row) => row.tool === 'waymark' && row.kind === kind)?.cpuS ?? Number.NaN
console.log(`${pages} pages in ${LOCALES} languages; processor seconds with all children, memory of the largest process`)
console.table(
  rows.map(({ tool, kind, cpuS, wallS, peakMb }) => ({
    tool,
    kind,
    'CPU s': round(cpuS),
    'pages per CPU s': round(pages / cpuS),
    'wall s': round(wallS),
    'peak MB': Math.round(peakMb),
    'times ours': round(cpuS / own(kind), 2),
  })),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
