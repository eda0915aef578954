// Measures the search on question sets, beside Pagefind as it comes: `npm run bench:search -- --data <dir> [--set name] [--json file] [--every n] [--only waymark]`.
import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureAnswerable } from './search-answerable.ts'
import { openPagefind, openWaymark, type Engine } from './search-engines.ts'
import { readSet, type QuestionSet } from './search-sets.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, set: { type: 'string', multiple: true }, json: { type: 'string' }, every: { type: 'string' }, only: { type: 'string' } },
})
if (!values.data) throw new Error('Say where the question sets are: npm run bench:search -- --data <folder with <set>/docs.jsonl and <set>/queries.jsonl>')

interface Figures {
  s1: number
  s3: number
  s5: number
  mrr: number
  zero: number
}

async function measure(engine: Engine, set: QuestionSet) {
  const variants: Record<string, Figures> = {}
  let asked = 0
  let cpu = 0
  for (const name of new Set(set.queries.flatMap((query) => Object.keys(query.variants)))) {
    const sums = { s1: 0, s3: 0, s5: 0, mrr: 0, zero: 0 }
    let count = 0
    for (const { variants: texts, relevant } of set.queries) {
      const text = texts[name]
      if (text === undefined) continue
      const before = process.cpuUsage()
      const ids = await engine.ask(text)
      const used = process.cpuUsage(before)
      cpu += (used.user + used.system) / 1000
      asked++
      count++
      const place = ids.findIndex((id) => relevant.includes(id)) + 1
      if (ids.length === 0) sums.zero++
      if (place === 0) continue
      if (place <= 1) sums.s1++
      if (place <= 3) sums.s3++
      if (place <= 5) sums.s5++
      if (place <= 10) sums.mrr += 1 / place
    }
    variants[name] = Object.fromEntries(Object.entries(sums).map(([key, sum]) => [key, sum / Math.max(1, count)])) as unknown as Figures
  }
  return { variants, cpuMsPerQuery: cpu / Math.max(1, asked), firstQueryBytes: engine.firstQueryBytes() }
}

const names = readdirSync(values.data).filter((name) => !values.set || values.set.includes(name))
const sets = names.flatMap((name) => readSet(values.data!, name, Number(values.every ?? 1)))
if (sets.length === 0) throw new Error(`There is no set ${values.set?.join(', ') ?? ''} with docs.jsonl and queries.jsonl in ${values.data}.`)
const measured = []
const table = []
const answerable = []
for (const set of sets) {
  const engines = values.only === 'waymark' ? [openWaymark] : [openWaymark, openPagefind]
  for (const open of engines) {
    const engine = await open(set)
    const figures = await measure(engine, set)
    measured.push({
      name: set.name,
      lang: set.lang,
      docs: set.docs.length,
      queries: set.queries.length,
      engine: engine.name,
      ...figures,
    })
    for (const [variant, { s1, s3, s5, mrr, zero }] of Object.entries(figures.variants)) {
      const percent = (share: number) => Math.round(share * 1000) / 10
      table.push({
        set: set.name,
        engine: engine.name,
        variant,
        s1: percent(s1),
        s3: percent(s3),
        s5: percent(s5),
        mrr: percent(mrr),
        zero: percent(zero),
        'build CPU ms': engine.buildCpuMs,
        'CPU ms': Math.round(figures.cpuMsPerQuery * 10) / 10,
        'kB first': Math.round(figures.firstQueryBytes / 1000),
      })
    }
    if (engine.name === 'waymark') answerable.push(...(await measureAnswerable(engine, set, sets)))
  }
}
console.table(table)
if (answerable.length > 0) {
  console.log('Questions of another set: “flagged” as unanswerable at 5 % false alarms; “said” and “alarms” with the limit that readers get.')
  console.table(answerable)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ sets: measured }, null, 2)}\n`)
