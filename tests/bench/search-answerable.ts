import { GOOD } from '../../src/search/query.ts'
import type { Engine } from './search-engines.ts'
import type { QuestionSet } from './search-sets.ts'

/** Questions of each side; enough for a share that is right to two points. */
const SAMPLE = 150
const FALSE_ALARMS = 0.05

/** How well confidence tells a set's own questions from another set's in the same language. */
export async function measureAnswerable(engine: Engine, set: QuestionSet, sets: QuestionSet[]) {
  const rows = []
  for (const other of sets.filter(({ name, lang }) => lang === set.lang && name !== set.name)) {
    const own = await coverages(engine, set)
    const foreign = await coverages(engine, other)
    const limit = [...own].sort((a, b) => a - b)[Math.floor(own.length * FALSE_ALARMS)] ?? 0
    const wins = foreign.reduce((sum, one) => sum + own.reduce((count, mine) => count + (mine > one ? 1 : mine === one ? 0.5 : 0), 0), 0)
    const share = (list: number[], limit: number) => Math.round((1000 * list.filter((one) => one < limit).length) / Math.max(1, list.length)) / 10
    rows.push({
      set: set.name,
      questionsOf: other.name,
      auc: Math.round((1000 * wins) / (own.length * foreign.length || 1)) / 1000,
      flagged: share(foreign, limit),
      limit: Math.round(limit * 100) / 100,
      said: share(foreign, GOOD),
      alarms: share(own, GOOD),
    })
  }
  return rows
}

async function coverages(engine: Engine, { queries }: QuestionSet): Promise<number[]> {
  const step = Math.max(1, Math.floor(queries.length / SAMPLE))
  const found: number[] = []
  for (const { variants } of queries.filter((_query, index) => index % step === 0)) found.push((await engine.answer!(Object.values(variants)[0]!)).confidence)
  return found
}
