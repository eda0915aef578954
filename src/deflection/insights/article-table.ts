import { html } from 'hono/html'
import type { Reason } from '../../feedback/contract.ts'
import type { MessageKey } from '../../languages/messages.ts'
import { type ArticleFigures, type Sort, SORTS } from '../figures.ts'
import type { Markup } from '../insights-layout.ts'
import type { Effort } from '../statistics/effort.ts'
import { isEnough, type Proportion } from '../statistics/proportion.ts'
import { renderOrders } from './filters.ts'
import { renderArticleLink } from './table-markup.ts'
import { writeQuestion } from './question.ts'
import { nameLocale, type View } from './view.ts'

export const REASON_LABELS: Record<Reason, MessageKey> = {
  unanswered: 'feedback.reasonUnanswered',
  unclear: 'feedback.reasonUnclear',
  broken: 'feedback.reasonBroken',
  outdated: 'feedback.reasonOutdated',
  other: 'feedback.reasonOther',
}
const SORT_LABELS: Record<Sort, MessageKey> = {
  fix: 'insights.sortFix',
  lowest: 'insights.sortLowest',
  highest: 'insights.sortHighest',
  views: 'insights.sortViews',
  votes: 'insights.sortVotes',
  effort: 'insights.sortEffort',
  title: 'insights.sortTitle',
}

/** Width and height of the small charts, in the units of their viewBox. */
const CHART = { width: 88, height: 16 }
/** Rows that are read at once; the others wait behind a line, and beyond the second number in the files. */
const [AT_ONCE, MOST_ROWS] = [10, 200]

/** A share with its interval, drawn and in words; in words only while there is too little to say. */
export function renderInterval(proportion: Proportion, nothing: string, { translator: { t }, speech }: View, half = 0.5): Markup {
  const { n, share, low, high } = proportion
  if (n === 0 || share === null) return html`<span class="quiet-text">${nothing}</span>`
  if (!isEnough(n)) return html`<span class="quiet-text">${t('insights.tooFew', { n })}</span>`
  const x = (value: number) => (4 + value * (CHART.width - 8)).toFixed(1)
  const middle = CHART.height / 2
  return html`<span class="measure"><strong>${speech.share(share)}</strong>
<svg class="interval mirrored ${high < half ? 'is-low' : ''}" viewBox="0 0 ${CHART.width} ${CHART.height}" width="${CHART.width}" height="${CHART.height}" aria-hidden="true" focusable="false">
<line class="track" x1="${x(0)}" x2="${x(1)}" y1="${middle}" y2="${middle}"></line>
<line class="half" x1="${x(half)}" x2="${x(half)}" y1="3" y2="${CHART.height - 3}"></line>
<line class="range" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"></line>
<circle class="point" cx="${x(share)}" cy="${middle}" r="3.5"></circle>
</svg>
<small><bdi>${t('insights.interval', { low: speech.share(low), high: speech.share(high) })}</bdi> <bdi class="sample">${t('insights.sample', { n })}</bdi></small></span>`
}

/** The mean effort over its distribution; a mean alone hides a crowd of ones beside a crowd of sevens. */
export function renderHistogram({ n, mean, distribution }: Effort, { translator: { t, number }, speech }: View): Markup {
  if (n === 0 || mean === null) return html`<span class="quiet-text">${t('insights.noScores')}</span>`
  if (!isEnough(n)) return html`<span class="quiet-text">${t('insights.tooFew', { n })}</span>`
  const most = Math.max(...distribution)
  const bars = distribution.map((count, index) => {
    const height = count === 0 ? 1 : Math.max(2, (count / most) * CHART.height)
    return html`<rect x="${index * 9}" y="${(CHART.height - height).toFixed(1)}" width="7" height="${height.toFixed(1)}" rx="1"></rect>`
  })
  const counts = distribution.map((count) => number(count)).join(' · ')
  return html`<span class="measure"><strong>${speech.decimal(mean)}</strong>
<svg class="histogram mirrored" viewBox="0 0 61 ${CHART.height}" width="61" height="${CHART.height}" role="img" aria-label="${t('insights.distribution', { counts })}">${bars}</svg>
<small><bdi>${t('insights.sample', { n })}</bdi></small></span>`
}

/** Orders in which an article that nobody rated has a place; in the others it would only stand at the end. */
const PLACES_UNRATED: ReadonlySet<Sort> = new Set<Sort>(['views', 'title'])

/** The articles in the order asked for, and behind one line each the rest and those that nobody rated: a hundred rows would bury the rest of the page. */
export function renderArticles(articles: ArticleFigures[], view: View): Markup | '' {
  if (articles.length === 0) return ''
  const { t } = view.translator
  const isListed = ({ helpful, effort, contact }: ArticleFigures) =>
    PLACES_UNRATED.has(view.question.sort) || helpful.n > 0 || effort.n > 0 || (view.question.sort === 'fix' && contact.avoidable > 0)
  const listed = articles.filter(isListed)
  const unrated = articles.filter((row) => !isListed(row))
  const [shown, rest] = [listed.slice(0, AT_ONCE), listed.slice(AT_ONCE)]
  const folded = (rows: ArticleFigures[], id: string, summary: string, isOpen: boolean) =>
    rows.length === 0
      ? ''
      : html`<details class="behind ${id}"${isOpen ? html` open` : ''}><summary id="${id}">${summary}</summary>
${renderTable(rows.slice(0, MOST_ROWS), id, view)}</details>`
  const query = writeQuestion(view.question)
  return html`<div class="articles">
<h3 id="articles">${t('insights.articles.table')}</h3>
${renderOrders(
  view,
  SORTS.map((sort) => ({ sort, label: t(SORT_LABELS[sort]) })),
)}
${shown.length > 0 ? renderTable(shown, 'articles', view) : ''}
${folded(rest, 'rest', t('insights.articles.more', { count: rest.length }), false)}
${folded(unrated, 'unrated', t('insights.withoutVotes', { count: unrated.length }), listed.length === 0 && unrated.length <= AT_ONCE)}
<p class="files"><a href="/api/insights/articles?${query}&amp;format=csv" download="articles.csv">CSV</a> <a href="/api/insights/articles?${query}">JSON</a></p>
</div>`
}

/** The roles are spelled out because the rows become cards on a phone, and browsers then forget that it is a table. */
function renderTable(rows: ArticleFigures[], label: string, view: View): Markup {
  const { t } = view.translator
  const { sort } = view.question
  // “Fix first” goes by the messages that a fix would avoid, which no column shows.
  const sorted = { fix: '', lowest: 'helpful', highest: 'helpful', views: 'views', votes: 'votes', effort: 'effort', title: 'article' }[sort]
  const direction = ['highest', 'views', 'votes'].includes(sort) ? 'descending' : 'ascending'
  const columns = [
    ['article', '', ''],
    ['language', '', ''],
    ['views', 'number', ''],
    ['votes', 'number', ''],
    ['wrote', '', ''],
    ['helpful', '', ''],
    ['effort', '', t('insights.effortHint')],
    ['easy', '', t('insights.easyHint')],
  ] as const
  return html`<div class="scroller" role="region" aria-labelledby="${label}" tabindex="0">
<table role="table" aria-labelledby="${label}">
<thead role="rowgroup"><tr role="row">${columns.map(
    ([name, kind, hint]) =>
      html`<th role="columnheader" scope="col" class="${kind}"${name === sorted ? html` aria-sort="${direction}"` : ''}>${t(`insights.${name}`)}${hint ? html` <small>${hint}</small>` : ''}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => renderRow(row, view))}</tbody>
</table>
</div>`
}

function renderRow(row: ArticleFigures, view: View): Markup {
  const { t, number } = view.translator
  const reasons = row.reasons.map(({ reason, n }) => t('insights.reasonCount', { reason: t(REASON_LABELS[reason]), n }))
  const cell = (name: 'language' | 'views' | 'votes' | 'wrote' | 'helpful' | 'effort' | 'easy', content: Markup | string, kind = '') =>
    html`<td role="cell" class="${kind}" data-label="${t(`insights.${name}`)}">${content}</td>`
  return html`<tr role="row">
<th role="rowheader" scope="row">${renderArticleLink(row.article, row.locale, view)}
<small><bdi lang="${row.locale}">${row.category}</bdi></small>
${reasons.length > 0 ? html`<small>${reasons.map((reason) => html`<bdi>${reason}</bdi> `)}</small>` : ''}</th>
${cell('language', html`<bdi lang="${row.locale}">${nameLocale(view, row.locale)}</bdi>`, 'language')}
${cell('views', number(row.views), 'number')}
${cell('votes', number(row.helpful.n), 'number')}
${cell('wrote', row.contact.rate.n === 0 ? '–' : renderWrote(row, view))}
${cell('helpful', renderInterval(row.helpful, t('insights.noVotes'), view))}
${cell('effort', renderHistogram(row.effort, view), 'effort')}
${cell('easy', renderInterval(row.effort.easy, t('insights.noScores'), view))}
</tr>`
}

function renderWrote({ contact: { rate } }: ArticleFigures, { translator: { t }, speech }: View): Markup {
  if (!isEnough(rate.n)) return html`<span class="quiet-text">${t('insights.tooFew', { n: rate.n })}</span>`
  return html`<span class="measure"><strong>${speech.share(rate.share ?? 0)}</strong> <small><bdi>${t('insights.interval', { low: speech.share(rate.low), high: speech.share(rate.high) })}</bdi> <bdi class="sample">${t('insights.sample', { n: rate.n })}</bdi></small></span>`
}
