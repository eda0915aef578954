import { html } from 'hono/html'
import type { MessageKey } from '../../languages/messages.ts'
import type { Markup } from '../insights-layout.ts'
import type { FigureTable } from './table.ts'
import { renderTable } from './table-markup.ts'
import type { View } from './view.ts'

/** One question of the support lead and its answer: in words, as a picture, and as the figures it comes from. */
export interface Answer {
  /** Anchor on the page. */
  id: string
  question: MessageKey
  /** For the overview on top: what the figure is, and the figure, or nothing while there is too little to say. */
  label: MessageKey
  figure: string | undefined
  /** The first says it all; true for an empty database too. */
  sentences: (string | undefined | false)[]
  /** Nothing here is to be believed, or something has to be done. */
  isAlarm?: boolean
  chart?: Markup | '' | undefined
  /** How the figures are made. */
  definitions: string[]
  tables: FigureTable[]
  /** Whatever else belongs to the answer, below its figures. */
  more?: Markup | '' | undefined
}

export function renderAnswer(answer: Answer, place: number, view: View): Markup {
  const { id, question, sentences, chart, definitions, tables, more, isAlarm } = answer
  const { t, number } = view.translator
  const [first, ...rest] = sentences.filter((sentence) => typeof sentence === 'string' && sentence !== '')
  return html`<section class="question" id="${id}" aria-labelledby="${id}-title">
<div class="words">
<h2 id="${id}-title"><span class="place" aria-hidden="true">${number(place)}</span> ${t(question)}</h2>
<p class="said${isAlarm ? ' is-alarm' : ''}">${first}</p>
${rest.map((sentence) => html`<p class="also">${sentence}</p>`)}
<div class="definition">${definitions.map((definition) => html`<p>${definition}</p>`)}</div>
</div>
<div class="figures">
${chart ? html`<div class="chart">${chart}</div>` : ''}
${more ?? ''}
${tables.map((table) => renderTable(table, view))}
</div>
</section>`
}

/** The questions with their figures, each a way to its answer. */
export function renderOverview(answers: Answer[], { translator: { t, number } }: View): Markup {
  return html`<nav class="overview" aria-label="${t('insights.overview')}"><ol role="list">${answers.map(
    ({ id, label, figure, isAlarm }, index) => html`<li><a href="#${id}"${isAlarm ? html` class="is-alarm"` : ''}>
<span class="name"><span class="place" aria-hidden="true">${number(index + 1)}</span> ${t(label)}</span>
<strong${figure === undefined ? html` class="nothing"` : ''}>${figure ?? t('insights.tooEarly')}</strong></a></li>`,
  )}</ol></nav>`
}
