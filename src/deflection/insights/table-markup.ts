import { html } from 'hono/html'
import { findDirection } from '../../languages/contract.ts'
import type { Markup } from '../insights-layout.ts'
import type { Interval } from '../statistics/experiment-effect.ts'
import { isEnough, type Proportion } from '../statistics/proportion.ts'
import { writeQuestion } from './question.ts'
import type { Column, FigureTable, Row } from './table.ts'
import { nameLocale, type View } from './view.ts'

/** Rows on a page; the files hold all. */
const MOST_ROWS = 100

const NUMBERS = new Set<Column['kind']>(['count', 'decimal', 'hundredths', 'share', 'points', 'percent', 'amount'])

/** A table behind one line, with its files beside it. Empty tables are not worth opening. */
export function renderTable(table: FigureTable, view: View): Markup | '' {
  const { columns, rows, title, name } = table
  if (rows.length === 0) return ''
  const { t, number } = view.translator
  const id = `table-${name}`
  const query = writeQuestion(view.question)
  return html`<details class="behind" id="${id}"><summary><span id="${id}-title">${t(title)}</span> <small>${number(rows.length)}</small></summary>
<div class="scroller" role="region" aria-labelledby="${id}-title" tabindex="0">
<table role="table" aria-labelledby="${id}-title">
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th role="columnheader" scope="col"${NUMBERS.has(column.kind) ? html` class="number"` : ''}>${t(column.label, column.variables)}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.slice(0, MOST_ROWS).map((row) => renderRow(row, table, view))}</tbody>
</table>
</div>
<p class="files">${rows.length > MOST_ROWS ? html`${t('insights.firstRows', { count: MOST_ROWS })} ` : ''}<a href="/api/insights/${name}?${query}&amp;format=csv" download="${name}.csv">CSV</a> <a href="/api/insights/${name}?${query}">JSON</a></p>
</details>`
}

function renderRow(row: Row, { columns }: FigureTable, view: View): Markup {
  return html`<tr role="row">${columns.map((column, index) => {
    const label = html`data-label="${view.translator.t(column.label, column.variables)}"`
    const content = renderCell(column, row, view)
    const kind = NUMBERS.has(column.kind) ? 'number' : column.kind
    return index === 0 ? html`<th role="rowheader" scope="row">${content}</th>` : html`<td role="cell" class="${kind}" ${label}>${content}</td>`
  })}</tr>`
}

function renderCell({ name, kind, choices }: Column, row: Row, view: View): Markup | string {
  const { translator, speech } = view
  const cell = row[name] ?? null
  if (cell === null) return '–'
  if (kind === 'share') return renderShare(cell as Proportion, view)
  if (kind === 'points') {
    const interval = cell as Interval
    return html`${speech.points(interval.value)} <small><span>${speech.pointsRange(interval)}</span></small>`
  }
  if (kind === 'percent' || kind === 'amount') {
    const interval = cell as Interval
    const [say, sayRange] = kind === 'percent' ? [speech.share, speech.percentRange] : [speech.whole, speech.wholeRange]
    return html`${say(interval.value)} <small><span>${sayRange(interval)}</span></small>`
  }
  if (kind === 'count') return translator.number(Number(cell))
  if (kind === 'decimal') return speech.decimal(Number(cell))
  if (kind === 'hundredths') return speech.hundredths(Number(cell))
  if (kind === 'day') return speech.day(Number(cell))
  if (kind === 'locale') return html`<bdi lang="${cell}">${nameLocale(view, String(cell))}</bdi>`
  if (kind === 'article') return renderArticleLink(String(cell), String(row['locale'] ?? view.settings.locales[0]?.code), view)
  const label = choices?.[String(cell)]
  return label ? translator.t(label) : html`<bdi>${cell}</bdi>`
}

function renderShare(share: Proportion, { translator, speech }: View): Markup | string {
  if (share.share === null) return '–'
  if (!isEnough(share.n)) return html`<small>${translator.t('insights.tooFew', { n: share.n })}</small>`
  return html`${speech.share(share.share)} <small><span>${speech.range(share.low * 100, share.high * 100)}</span> <span>${translator.t('insights.sample', { n: share.n })}</span></small>`
}

/** The title of an article, as a link to all that is known of it. */
export function renderArticleLink(article: string, locale: string, view: View): Markup {
  const { title, isPublished } = view.nameArticle(article, locale)
  const known = view.settings.locales.find(({ code }) => code === locale)
  return html`<a href="${articleAddress(article, view)}"><bdi lang="${locale}" dir="${known ? findDirection(known) : 'auto'}">${title}</bdi></a>${isPublished ? '' : html` <span class="tag">${view.translator.t('insights.removed')}</span>`}`
}

export function articleAddress(article: string, { question, translator }: Pick<View, 'question' | 'translator'>): string {
  return `/insights/articles/${article}/?${writeQuestion({ ...question, article: undefined, category: undefined }, { lang: translator.locale.code })}`
}
