// Measures how long the content check takes, and which rules it spends it on: `npm run bench:check [-- --json <file>] [--articles n] [--one-locale]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readContentTree } from '../../src/articles/tree.ts'
import { RULES } from '../../src/checks/all-rules.ts'
import { CheckedContent } from '../../src/checks/content.ts'
import { manyWords, writeCorpus } from './corpus.ts'

const { values } = parseArgs({
  options: { json: { type: 'string' }, articles: { type: 'string', default: '400' }, 'one-locale': { type: 'boolean', default: false } },
})
const dir = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
const words = manyWords()
writeCorpus(dir, Number(values.articles), 1, values['one-locale'] ? { en: words['en']! } : words)

/** `ms` is time of the processor, which other programs do not change; the clock is told besides. */
const steps: { step: string; ms: number; findings: number }[] = []
const began = performance.now()
function time<Result>(step: string, work: () => Result, count: () => number = () => 0): Result {
  const start = process.cpuUsage()
  const result = work()
  steps.push({ step, ms: processorTime(start), findings: count() })
  return result
}
const tree = time('read', () => readContentTree(dir))
const content = time('parse', () => new CheckedContent(tree, {}, RULES))
for (const rule of RULES) {
  let findings = 0
  time(
    rule.id,
    () => rule.check(content, () => findings++),
    () => findings,
  )
}
const clock = Math.round(performance.now() - began)
rmSync(dir, { recursive: true })

const total = steps.reduce((sum, { ms }) => sum + ms, 0)
const slowest = steps.toSorted((a, b) => b.ms - a.ms).slice(0, 10)
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
console.log(
  `${tree.articles.length} articles: ${seconds(total)} of processor, ${seconds(clock)} by the clock (load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores)`,
)
console.table(slowest)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ articles: tree.articles.length, ms: total, clock, steps }, null, 2)}\n`)

function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return Math.round((user + system) / 1000)
}
