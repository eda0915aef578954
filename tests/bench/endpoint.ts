// How much the endpoint stores and serves, beside what one would write first: `npm run bench:endpoint`.
// Both are loaded in turn in the same run, so that a slow computer slows both. Figures are printed as ratios.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../storage/postgres-server.ts'
import { buildWithAstroNode } from './endpoint/astro-node.ts'
import { startChild } from './endpoint/child.ts'
import { type Rate, readPage, sendEvents } from './endpoint/load.ts'

const { values } = parseArgs({
  options: { json: { type: 'string' }, seconds: { type: 'string', default: '5' }, long: { type: 'boolean' }, only: { type: 'string' } },
})
const seconds = Number(values.seconds)
const OURS = 'tests/bench/endpoint/ours.ts'
const BARE = 'tests/bench/endpoint/bare.ts'
const ROUNDS = 3

const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
const postgres = await startPostgres({})
const figures: Record<string, unknown> = {}

/** The middle one of several rounds, in which both take turns. */
async function compare(name: string, goal: number, measures: { ours: () => Promise<Rate>; theirs: () => Promise<Rate> }, of: 'events' | 'requests') {
  const rounds: { ours: Rate; theirs: Rate; ratio: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const theirs = await measures.theirs()
    const ours = await measures.ours()
    rounds.push({ ours, theirs, ratio: ours[of] / theirs[of] })
  }
  const { ours, theirs, ratio } = rounds.sort((a, b) => a.ratio - b.ratio)[Math.floor(ROUNDS / 2)]!
  const describe = (rate: Rate) => `${Math.round(rate[of])}/s, p99 ${rate.p99} ms${rate.failed > 0 ? `, ${rate.failed} FAILED` : ''}`
  console.log(`${name.padEnd(44)} ${ratio.toFixed(2)} times (goal ${goal}); ours ${describe(ours)}; theirs ${describe(theirs)}`)
  figures[name] = { goal, ratio, ours, theirs, ratios: rounds.map((round) => round.ratio) }
}

async function measureStore(kind: string, batch: number, goal: number): Promise<void> {
  const measure = async (script: string): Promise<Rate> => {
    const dataDir = mkdtempSync(join(folder, 'data-'))
    const child = await startChild(script, {
      DATA_DIR: dataDir,
      OUT_DIR: join(folder, 'site'),
      PORT: '0',
      INSIGHTS_PASSWORD: 'for the bench',
      DATABASE_URL: kind === 'PostgreSQL' ? await postgres.createDatabase() : '',
    })
    await sendEvents(child.url, { batch, seconds: 1 })
    return sendEvents(child.url, { batch, seconds }).finally(child.stop)
  }
  const name = `${kind}, durable events, ${batch} a request`
  await compare(name, goal, { ours: () => measure(OURS), theirs: () => measure(BARE) }, 'events')
}

/** As large as an article of ours, about 25 kB, with its text. */
function makePage(): string {
  const text = ['deploy', 'back-up-feedback', 'security-and-privacy']
    .map((slug) => readFileSync(`content/articles/en/operating/${slug}.mdx`, 'utf8'))
    .join('\n')
  const paragraphs = text.split(/\n{2,}/).map((part) => `<p>${part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{', '&#123;')}</p>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Find an answer</title></head><body>${paragraphs.join('')}</body></html>`
}

async function measurePages(): Promise<void> {
  const html = makePage()
  const site = join(folder, 'site')
  mkdirSync(join(site, 'using', 'find-an-answer'), { recursive: true })
  writeFileSync(join(site, 'using', 'find-an-answer', 'index.html'), html)
  const entry = buildWithAstroNode(join(folder, 'astro'), html)
  const measure = async (script: string, environment: Record<string, string>): Promise<Rate> => {
    const child = await startChild(script, { DATA_DIR: join(folder, 'pages'), OUT_DIR: site, INSIGHTS_PASSWORD: 'for the bench', ...environment }, [entry])
    const url = `${child.url}/using/find-an-answer/`
    await readPage(url, 1)
    return readPage(url, seconds).finally(child.stop)
  }
  const ours = () => measure(OURS, { PORT: '0' })
  const theirs = () => measure('tests/bench/endpoint/astro-node-server.ts', {})
  await compare('article pages, beside @astrojs/node', 3, { ours, theirs }, 'requests')
}

/** Each request comes from another network, as in a flood, so that everything which remembers senders is filled. */
async function measureMemory(): Promise<void> {
  const environment = { DATA_DIR: join(folder, 'memory'), OUT_DIR: join(folder, 'site'), PORT: '0', TRUST_PROXY: '1', INSIGHTS_PASSWORD: 'for the bench' }
  const child = await startChild(OURS, environment)
  const length = values.long ? 60 : 3
  const samples: number[] = []
  const slowest: number[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    const { failed, p99 } = await sendEvents(child.url, { batch: 1, seconds: length, isFlood: true })
    if (failed > 0) throw new Error(`${failed} requests of the flood failed.`)
    slowest.push(p99)
    samples.push((await child.memory()) / 2 ** 20)
  }
  await child.stop()
  // The first turns warm up; afterwards the second half is compared with the first.
  const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length
  const growth = mean(samples.slice(6)) / mean(samples.slice(2, 6))
  console.log(
    `memory over ${length * 10} s of load: ${samples.map(Math.round).join(', ')} MiB; later ÷ earlier ${growth.toFixed(2)}; p99 ${slowest.join(', ')} ms`,
  )
  figures['memory'] = { seconds: length * 10, samples, growth, p99: slowest }
}

try {
  const measures: Record<string, () => Promise<void>> = {
    'sqlite-10': () => measureStore('SQLite', 10, 4),
    'sqlite-1': () => measureStore('SQLite', 1, 4),
    'postgres-10': () => measureStore('PostgreSQL', 10, 2),
    'postgres-1': () => measureStore('PostgreSQL', 1, 2),
    pages: measurePages,
    memory: measureMemory,
  }
  for (const [name, measure] of Object.entries(measures)) if (!values.only || values.only.split(',').includes(name)) await measure()
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
} finally {
  await postgres.remove()
  rmSync(folder, { recursive: true, force: true })
}
