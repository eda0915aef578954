import type { Guides } from '../../queries/guides.ts'
import { isEnough } from '../../statistics/proportion.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

/** How visits to each guide ended. */
export function tabulateGuides({ guides }: Guides): FigureTable {
  return {
    name: 'guides',
    title: 'insights.guides.table',
    columns: [
      { name: 'guide', label: 'insights.guides.guide', kind: 'text' },
      { name: 'visits', label: 'insights.guides.visits', kind: 'count' },
      { name: 'solved', label: 'insights.guides.solved', kind: 'share' },
      { name: 'contacts', label: 'insights.guides.contacts', kind: 'share' },
      { name: 'left', label: 'insights.guides.left', kind: 'share' },
    ],
    rows: guides.map(({ guide, visits, solved, contacts, left }) => ({ guide, visits, solved, contacts, left })),
  }
}

/** Where in a guide they ended. */
export function tabulateGuideSteps({ steps }: Guides): FigureTable {
  return {
    name: 'guide-steps',
    title: 'insights.guides.steps',
    columns: [
      { name: 'guide', label: 'insights.guides.guide', kind: 'text' },
      { name: 'step', label: 'insights.guides.step', kind: 'text' },
      { name: 'answers', label: 'insights.guides.answers', kind: 'count' },
      { name: 'solved', label: 'insights.guides.solved', kind: 'count' },
      { name: 'contacts', label: 'insights.guides.contacts', kind: 'count' },
      { name: 'left', label: 'insights.guides.left', kind: 'count' },
      { name: 'open', label: 'insights.guides.open', kind: 'count' },
    ],
    rows: steps.map(({ guide, step, answers, solved, contacts, left, open }) => ({ guide, step, answers, solved, contacts, left, open })),
  }
}

/** The guide that is used most: how it ends, and where people leave it. */
export function sayGuides({ guides, steps }: Guides, { translator: { t }, speech }: View): string[] {
  const [most] = guides
  if (!most || most.visits === 0) return []
  if (!isEnough(most.visits)) return [t('insights.guides.few', { n: most.visits })]
  const worst = steps.find(({ guide }) => guide === most.guide)
  return [
    t('insights.guides.answer', {
      guide: speech.quote(most.guide),
      solved: speech.proportion(most.solved),
      contacts: speech.proportion(most.contacts),
      left: speech.proportion(most.left),
      n: most.visits,
    }),
    ...(worst && worst.left > 0 ? [t('insights.guides.leave', { step: speech.quote(worst.step), n: worst.left })] : []),
  ]
}
