import { html } from 'hono/html'
import type { Markup } from '../../insights-layout.ts'
import { EFFORT_PLACES, type EffortPlace, type Efforts } from '../../queries/efforts.ts'
import { ENOUGH_ANSWERS, isEnough } from '../../statistics/proportion.ts'
import { renderHistogram, renderInterval } from '../article-table.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

const PLACES = {
  article: 'insights.efforts.article',
  troubleshooter: 'insights.efforts.troubleshooter',
  contact: 'insights.efforts.contact',
} as const satisfies Record<EffortPlace, string>

/** Every answer about effort by place and language; the columns of the scores are what the small charts draw. */
export function tabulateEfforts({ rows }: Efforts): FigureTable {
  const scores = [1, 2, 3, 4, 5, 6, 7]
  return {
    name: 'efforts',
    title: 'insights.efforts.table',
    columns: [
      { name: 'where', label: 'insights.efforts.where', kind: 'choice', choices: PLACES },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'answers', label: 'insights.surveys.answers', kind: 'count' },
      { name: 'effort', label: 'insights.effort', kind: 'decimal' },
      { name: 'effort_low', label: 'insights.efforts.low', kind: 'decimal' },
      { name: 'effort_high', label: 'insights.efforts.high', kind: 'decimal' },
      { name: 'easy', label: 'insights.easy', kind: 'share' },
      ...scores.map((score) => ({ name: `score_${score}`, label: 'insights.efforts.score' as const, variables: { score }, kind: 'count' as const })),
    ],
    rows: rows.map(({ where, locale, effort: { n, mean, meanInterval, easy, distribution } }) => ({
      where,
      locale,
      answers: n,
      ...(isEnough(n)
        ? { effort: mean, effort_low: meanInterval?.low ?? null, effort_high: meanInterval?.high ?? null }
        : { effort: null, effort_low: null, effort_high: null }),
      easy,
      ...Object.fromEntries(scores.map((score) => [`score_${score}`, distribution[score - 1] ?? 0])),
    })),
  }
}

/** Effort in words, for each place where anybody answered. */
export function sayEfforts({ places }: Efforts, { translator: { t }, speech }: View): string[] {
  return EFFORT_PLACES.flatMap((place) => {
    const { n, mean, meanInterval, easy } = places[place]
    if (n === 0) return []
    const where = t(PLACES[place])
    if (!isEnough(n) || mean === null || meanInterval === null) return [t('insights.surveys.few', { when: where, count: ENOUGH_ANSWERS - n })]
    const range = t('insights.interval', { low: speech.decimal(meanInterval.low), high: speech.decimal(meanInterval.high) })
    return [t('insights.efforts.answer', { where, mean: speech.decimal(mean), range, n, easy: speech.proportion(easy) })]
  })
}

/** The places beside one another: mean over distribution, and the share that found it easy. */
export function renderEfforts({ places }: Efforts, view: View): Markup | '' {
  if (EFFORT_PLACES.every((place) => places[place].n === 0)) return ''
  const { t } = view.translator
  return html`<figure><figcaption>${t('insights.efforts.table')} · ${t('insights.effortHint')}</figcaption>
<dl class="facts">${EFFORT_PLACES.map(
    (place) => html`<div><dt>${t(PLACES[place])}</dt>
<dd>${renderHistogram(places[place], view)}${
      isEnough(places[place].n)
        ? html`</dd><dd><small class="quiet-text">${t('insights.easy')}</small> ${renderInterval(places[place].easy, t('insights.noScores'), view)}`
        : ''
    }</dd></div>`,
  )}</dl></figure>`
}
