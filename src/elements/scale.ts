import { html } from 'hono/html'

/** One question whose numbers are its buttons: a press is the answer, with and without a script. */
export interface Scale {
  /** Where the answer goes. */
  action: string
  /** What goes along, by name. */
  fields: Record<string, string>
  question: string
  lowest: number
  highest: number
  /** What the lowest and the highest number mean. */
  ends: [low: string, high: string]
  /** A number in the reader's language. */
  number: (value: number) => string
  /** Names the scale in styles. */
  kind: string
  /** What a script says when the answer is stored, and when it did not arrive. */
  stored: string
  failed: string
}

/** The question as a form with one field, `score`. */
export function renderScale({ action, fields, question, lowest, highest, ends: [low, high], number, kind, stored, failed }: Scale): ReturnType<typeof html> {
  const scores = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index)
  const name = (score: number) => (score === lowest ? `${number(score)}, ${low}` : score === highest ? `${number(score)}, ${high}` : number(score))
  return html`<form class="survey" method="post" action="${action}" data-stored="${stored}" data-failed="${failed}">
${Object.entries(fields).map(
  ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">
`,
)}<fieldset>
<legend>${question}</legend>
<div class="scores ${kind}">${scores.map((score) => html`<button type="submit" name="score" value="${score}" aria-label="${name(score)}">${number(score)}</button>`)}</div>
<p class="ends" aria-hidden="true"><span><b>${number(lowest)}</b> ${low}</span><span><b>${number(highest)}</b> ${high}</span></p>
</fieldset>
<p class="status" role="status"></p>
</form>`
}
