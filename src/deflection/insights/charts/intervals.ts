import { scaleLinear } from 'd3-scale'
import { html } from 'hono/html'
import type { Markup } from '../../insights-layout.ts'

export interface IntervalMark {
  label: Markup | string
  value: number
  low: number
  high: number
  /** Value and interval in words. */
  text: string
  /** What can be done about it, e.g. a button. */
  action?: Markup | '' | undefined
  /** Another value to compare with, drawn as a ring. */
  beside?: number | undefined
  /** The whole interval is on the good or on the bad side. */
  verdict?: 'good' | 'bad' | undefined
}

/** Values with their intervals on one scale, beside their names and figures: a list that says everything without the drawing. */
export function renderIntervals(title: string, marks: IntervalMark[], { zero }: { zero: number | undefined }): Markup {
  const all = marks.flatMap(({ value, low, high, beside }) => [value, low, high, ...(beside === undefined ? [] : [beside])])
  const x = scaleLinear([Math.min(zero ?? 0, ...all), Math.max(zero ?? 0, ...all, Number.MIN_VALUE)], [2, 98])
  const at = (value: number) => `${x(value).toFixed(2)}%`
  return html`<figure><figcaption>${title}</figcaption><ul class="marks" role="list" aria-label="${title}">${marks.map(
    ({ label, value, low, high, text, action, beside, verdict }) => html`<li>
<div class="name">${label}</div> <span class="value">${text}</span> ${action ?? ''}
<svg class="range-mark mirrored${verdict ? ` is-${verdict}` : ''}" width="100%" height="20" aria-hidden="true" focusable="false">
<line class="track" x1="0%" x2="100%" y1="10" y2="10"></line>
${zero === undefined ? '' : html`<line class="zero" x1="${at(zero)}" x2="${at(zero)}" y1="0" y2="20"></line>`}
<line class="range" x1="${at(low)}" x2="${at(high)}" y1="10" y2="10"></line>
${beside === undefined ? '' : html`<circle class="ring" cx="${at(beside)}" cy="10" r="4"></circle>`}
<circle class="point" cx="${at(value)}" cy="10" r="5"></circle>
</svg>
</li>`,
  )}</ul></figure>`
}
