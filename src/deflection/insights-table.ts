import { html } from 'hono/html'
import type { Reason } from '../feedback/contract.ts'
import { findDirection } from '../languages/contract.ts'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { ArticleFigures, Sort } from './figures.ts'
import type { InsightsPage, Markup } from './insights-layout.ts'
import type { Effort } from './statistics/effort.ts'
import { isEnough, type Proportion } from './statistics/proportion.ts'

const REASON_LABELS: Record<Reason, MessageKey> = {
  unanswered: 'feedback.reasonUnanswered',
  unclear: 'feedback.reasonUnclear',
  broken: 'feedback.reasonBroken',
  outdated: 'feedback.reasonOutdated',
  other: 'feedback.reasonOther',
}

/** Width and height of the small charts, in the units of their viewBox. */
const CHART = { width: 88, height: 16 }

/** A share with its interval, drawn and in words; in words only while there is too little to say. */
export function renderInterval(proportion: Proportion, nothing: string, { t, percent }: Translator): Markup {
  const { n, share, low, high } = proportion
  if (n === 0 || share === null) return html`<span class="quiet-text">${nothing}</span>`
  if (!isEnough(n)) return html`<span class="quiet-text">${t('insights.tooFew', { n })}</span>`
  const x = (value: number) => (4 + value * (CHART.width - 8)).toFixed(1)
  const middle = CHART.height / 2
  return html`<span class="measure"><strong>${percent(share)}</strong>
<svg class="interval ${high < 0.5 ? 'is-low' : ''}" viewBox="0 0 ${CHART.width} ${CHART.height}" width="${CHART.width}" height="${CHART.height}" aria-hidden="true" focusable="false">
<line class="track" x1="${x(0)}" x2="${x(1)}" y1="${middle}" y2="${middle}"></line>
<line class="half" x1="${x(0.5)}" x2="${x(0.5)}" y1="3" y2="${CHART.height - 3}"></line>
<line class="range" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"></line>
<circle class="point" cx="${x(share)}" cy="${middle}" r="3.5"></circle>
</svg>
<small><bdi>${t('insights.interval', { low: percent(low), high: percent(high) })}</bdi> <bdi class="sample">${t('insights.sample', { n })}</bdi></small></span>`
}

/** The mean effort over its distribution; a mean alone hides a crowd of ones beside a crowd of sevens. */
export function renderHistogram({ n, mean, distribution }: Effort, { t, number, locale }: Translator): Markup {
  if (n === 0 || mean === null) return html`<span class="quiet-text">${t('insights.noScores')}</span>`
  if (!isEnough(n)) return html`<span class="quiet-text">${t('insights.tooFew', { n })}</span>`
  const most = Math.max(...distribution)
  const bars = distribution.map((count, index) => {
    const height = count === 0 ? 1 : Math.max(2, (count / most) * CHART.height)
    return html`<rect x="${index * 9}" y="${(CHART.height - height).toFixed(1)}" width="7" height="${height.toFixed(1)}" rx="1"></rect>`
  })
  const counts = distribution.map((count) => number(count)).join(' · ')
  // One decimal, always: 5.0 beside 4.4 can be compared at a glance, 5 cannot.
  const decimal = new Intl.NumberFormat(locale.code, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return html`<span class="measure"><strong>${decimal.format(mean)}</strong>
<svg class="histogram" viewBox="0 0 61 ${CHART.height}" width="61" height="${CHART.height}" role="img" aria-label="${t('insights.distribution', { counts })}">${bars}</svg>
<small><bdi>${t('insights.sample', { n })}</bdi></small></span>`
}

/** Orders in which an article that nobody rated has a place; in the others it would only stand at the end. */
const PLACES_UNRATED: ReadonlySet<Sort> = new Set<Sort>(['views', 'title'])

/** The rated articles, and behind one line how many are not rated: a hundred empty rows would bury the rest of the page. */
export function renderArticles(page: InsightsPage): Markup {
  const { t } = page.translator
  const { articles } = page.figures
  if (articles.length === 0) return html`<p class="quiet-text">${t('insights.answerEmpty')}</p>`
  const isListed = ({ helpful, effort }: ArticleFigures) => PLACES_UNRATED.has(page.question.sort) || helpful.n > 0 || effort.n > 0
  const listed = articles.filter(isListed)
  const unrated = articles.filter((row) => !isListed(row))
  return html`${listed.length > 0 ? renderTable(listed, 'articles', page) : ''}
${
  unrated.length > 0
    ? html`<details class="unrated"${listed.length === 0 ? html` open` : ''}><summary id="unrated">${t('insights.withoutVotes', { count: unrated.length })}</summary>
${renderTable(unrated, 'unrated', page)}</details>`
    : ''
}`
}

/** The roles are spelled out because the rows become cards on a phone, and browsers then forget that it is a table. */
function renderTable(rows: ArticleFigures[], label: string, { question, translator, settings, site }: InsightsPage): Markup {
  const { t } = translator
  const sorted = { lowest: 'helpful', highest: 'helpful', views: 'views', votes: 'votes', effort: 'effort', title: 'article' }[question.sort]
  const direction = ['highest', 'views', 'votes'].includes(question.sort) ? 'descending' : 'ascending'
  const columns = [
    ['article', '', ''],
    ['category', '', ''],
    ['language', '', ''],
    ['views', 'number', ''],
    ['votes', 'number', ''],
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
<tbody role="rowgroup">${rows.map((row) => renderRow(row, { translator, settings, site }))}</tbody>
</table>
</div>`
}

function renderRow(row: ArticleFigures, { translator, settings, site }: Pick<InsightsPage, 'translator' | 'settings' | 'site'>): Markup {
  const { t, number } = translator
  const locale = settings.locales.find(({ code }) => code === row.locale)
  const direction = locale ? findDirection(locale) : 'auto'
  const title = html`<bdi lang="${row.locale}" dir="${direction}">${row.title}</bdi>`
  const reasons = row.reasons.map(({ reason, n }) => t('insights.reasonCount', { reason: t(REASON_LABELS[reason]), n }))
  const cell = (name: 'category' | 'language' | 'views' | 'votes' | 'helpful' | 'effort' | 'easy', content: Markup | string, kind = '') =>
    html`<td role="cell" class="${kind}" data-label="${t(`insights.${name}`)}">${content}</td>`
  return html`<tr role="row">
<th role="rowheader" scope="row">${row.url ? html`<a href="${site}${row.url}">${title}</a>` : title}${row.isPublished ? '' : html` <span class="tag">${t('insights.removed')}</span>`}
${reasons.length > 0 ? html`<small>${reasons.map((reason) => html`<bdi>${reason}</bdi> `)}</small>` : ''}</th>
${cell('category', html`<bdi lang="${row.locale}">${row.category}</bdi>`)}
${cell('language', html`<bdi lang="${row.locale}">${locale?.name ?? row.locale}</bdi>`, 'language')}
${cell('views', number(row.views), 'number')}
${cell('votes', number(row.helpful.n), 'number')}
${cell('helpful', renderInterval(row.helpful, t('insights.noVotes'), translator))}
${cell('effort', renderHistogram(row.effort, translator), 'effort')}
${cell('easy', renderInterval(row.effort.easy, t('insights.noScores'), translator))}
</tr>`
}
