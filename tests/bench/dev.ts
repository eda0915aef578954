// Starts the development server over many articles and measures what a writer waits for:
// `npm run bench:dev [-- --json <file>] [--articles n]`. Articles are counted per language, of which there are five.
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { peakOfFamily } from './build/measure.ts'
import { writeCorpus } from './corpus.ts'

interface Row {
  start: 'first' | 'second'
  /** From the command to the address, and to the first page. */
  readyS: number
  firstPageS: number
  /** Of articles after that, in all languages. */
  pageMedianMs: number
  pageMostMs: number
  /** From saving a file to a page that has it. */
  editMedianMs: number
  editMostMs: number
  /** Of the largest process, in millions of bytes. */
  peakMb: number
}

const LOCALES = 5
const EDITS = 5
const POLL_MS = 10
const { values } = parseArgs({ options: { json: { type: 'string' }, articles: { type: 'string', default: '400' } } })
const articles = Number(values.articles)
const root = mkdtempSync(join(tmpdir(), 'waymark-dev-'))
const content = join(root, 'content')
const started = new Set<() => void>()

async function measureStart(start: Row['start']): Promise<Row> {
  const begin = performance.now()
  const child = spawn('node', ['node_modules/astro/bin/astro.mjs', 'dev', '--ignore-lock'], {
    env: {
      ...process.env,
      CONTENT_DIR: content,
      DATA_DIR: join(root, 'data'),
      CACHE_DIR: join(root, 'cache'),
      PORT: '0',
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => child.kill()
  started.add(end)
  const base = await readAddress(child)
  const readyS = (performance.now() - begin) / 1000
  const read = async (path: string) => (await fetch(base + path)).text()
  await read('/account/article-0/')
  const firstPageS = (performance.now() - begin) / 1000

  const pages = ['', '/fa', '/he', '/ru', '/lv'].flatMap((prefix) => ['/billing/article-1/', '/account/article-8/'].map((path) => prefix + path))
  const pageMs = await inTurn(pages, (path) => time(() => read(path)))
  const editMs = await inTurn(
    Array.from({ length: EDITS }, (_, index) => `Edit ${start} ${index}.`),
    (words) => {
      appendFileSync(join(content, 'articles/en/account/article-0.mdx'), `\n${words}\n`)
      return time(() => until(async () => (await read('/account/article-0/')).includes(words)))
    },
  )
  const peakMb = peakOfFamily(child.pid ?? 0) / 1e6
  const ended = new Promise((resolve) => child.once('exit', resolve))
  end()
  await ended
  started.delete(end)
  return {
    start,
    readyS,
    firstPageS,
    pageMedianMs: median(pageMs),
    pageMostMs: Math.max(...pageMs),
    editMedianMs: median(editMs),
    editMostMs: Math.max(...editMs),
    peakMb,
  }
}

function readAddress(child: ReturnType<typeof spawn>): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk)
      const found = /Local\s+(http:\/\/\S+?)\/?\s/.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => reject(new Error(`The development server ended:\n${output}`)))
  })
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

async function inTurn<Value>(list: Value[], work: (value: Value) => Promise<number>): Promise<number[]> {
  const all: number[] = []
  for (const value of list) all.push(await work(value))
  return all
}

async function until(isThere: () => Promise<boolean>): Promise<void> {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

try {
  writeCorpus(content, articles)
  const rows = [await measureStart('first'), await measureStart('second')]
  const round = (value: number, digits = 0) => Number(value.toFixed(digits))
  console.log(`${articles * LOCALES} articles in ${LOCALES} languages; the second start has what the first kept`)
  console.table(
    rows.map((row) => ({
      start: row.start,
      'ready s': round(row.readyS, 1),
      'first page s': round(row.firstPageS, 1),
      'page ms': round(row.pageMedianMs),
      'most ms': round(row.pageMostMs),
      'edit ms': round(row.editMedianMs),
      'most edit ms': round(row.editMostMs),
      'peak MB': round(row.peakMb),
    })),
  )
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`)
} finally {
  for (const end of started) end()
  rmSync(root, { recursive: true, force: true })
}
