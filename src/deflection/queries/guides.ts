import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** How visits to a guide ended, of those that answered a question of it or told its end. */
export interface GuideFigure {
  guide: string
  visits: number
  solved: Proportion
  /** Went on to a person. */
  contacts: Proportion
  left: Proportion
}

/** One step of a guide: answers that were given, and visits that ended there. */
export interface GuideStep {
  guide: string
  step: string
  answers: number
  solved: number
  contacts: number
  left: number
  /** Visits of which nothing more is known, as when somebody follows a link to an article. */
  open: number
}

export interface Guides {
  /** The one most used first. */
  guides: GuideFigure[]
  /** In the same order of guides; the step where most leave first. */
  steps: GuideStep[]
}

const OUTCOMES = { solved: 'solved', escalated: 'contacts', abandoned: 'left', answered: 'open' } as const

/** How do guides end, and where do people leave them? Category and article have no part in it. */
export async function readGuides(read: Read, scope: Scope): Promise<Guides> {
  const rows = await read<{ name: string; outcome: string; n: number }>(
    `SELECT name, other AS outcome, sum(n) AS n FROM tally_day WHERE ${IN_PERIOD} AND kind = 'guide' GROUP BY name, other HAVING sum(n) > 0
     UNION ALL SELECT name, 'step', sum(n) FROM tally_day WHERE ${IN_PERIOD} AND kind = 'tree_step' GROUP BY name`,
    scopeParameters(scope),
  )
  const steps = [...Map.groupBy(rows, ({ name }) => name)].map(([name, own]) => {
    const [guide = '', step = ''] = name.split('/')
    const figures: GuideStep = { guide, step, answers: 0, solved: 0, contacts: 0, left: 0, open: 0 }
    for (const { outcome, n } of own) figures[outcome === 'step' ? 'answers' : OUTCOMES[outcome as keyof typeof OUTCOMES]] += n
    return figures
  })
  const guides = [...Map.groupBy(steps, ({ guide }) => guide)].map(([guide, own]) => {
    const sum = (name: 'solved' | 'contacts' | 'left' | 'open') => own.reduce((total, row) => total + row[name], 0)
    const visits = sum('solved') + sum('contacts') + sum('left') + sum('open')
    const share = (name: 'solved' | 'contacts' | 'left') => measureProportion(sum(name), visits)
    return { guide, visits, solved: share('solved'), contacts: share('contacts'), left: share('left') }
  })
  guides.sort((a, b) => b.visits - a.visits || (a.guide < b.guide ? -1 : 1))
  const place = new Map(guides.map(({ guide }, index) => [guide, index]))
  steps.sort((a, b) => place.get(a.guide)! - place.get(b.guide)! || b.left - a.left || b.answers - a.answers || (a.step < b.step ? -1 : 1))
  return { guides, steps }
}
