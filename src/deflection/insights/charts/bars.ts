import { html } from 'hono/html'
import type { Markup } from '../../insights-layout.ts'

export interface Bar {
  label: Markup | string
  value: number
  /** The value in words. */
  text: string
  /** What can be done about it, e.g. a button. */
  action?: Markup | '' | undefined
}

/** Bars beside their names and figures: a list that says everything without the drawing. The longest is `full`: 1 for shares of a whole. */
export function renderBars(title: string, bars: Bar[], full?: number): Markup {
  const most = full ?? Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  return html`<figure><figcaption>${title}</figcaption><ul class="marks" role="list" aria-label="${title}">${bars.map(
    ({ label, value, text, action }) => html`<li>
<div class="name">${label}</div> <span class="value">${text}</span> ${action ?? ''}
<svg class="bar mirrored" width="100%" height="8" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="8" rx="4"></rect><rect class="full" width="${Math.max(1, (value / most) * 100).toFixed(1)}%" height="8" rx="4"></rect></svg>
</li>`,
  )}</ul></figure>`
}
