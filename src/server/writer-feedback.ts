import { html } from 'hono/html'
import { inboxAddress } from '../deflection/inbox/address.ts'
import { readArticles } from '../deflection/queries/articles.ts'
import { readInboxPeriod } from '../deflection/queries/inbox.ts'
import type { Read } from '../deflection/queries/scope.ts'
import { isEnough, type Proportion } from '../deflection/statistics/proportion.ts'

/** Days that are told of; long enough for articles that are seldom read. */
const DAYS = 90
const DAY_MS = 86_400_000
/** States of a comment that somebody has still to do something about. */
const OPEN = new Set(['new', 'triaged', 'assigned'])

const whole = (value: number) => new Intl.NumberFormat('en').format(value)
const percent = (share: number) => `${new Intl.NumberFormat('en', { maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share * 100)} %`
const interval = ({ low, high }: Proportion) => html`<small>95 %: ${percent(low)} to ${percent(high)}</small>`

/** What readers say of an article in a language, as a part of the notes for its writer. Figures are those of the insights. */
export async function renderWriterFeedback(read: Read, { article, locale, now }: { article: string; locale: string; now: number }): Promise<string> {
  const to = Math.floor(now / DAY_MS)
  const scope = { from: to - DAYS + 1, to, article, locale }
  const [{ articles }, comments] = await Promise.all([readArticles(read, scope), readInboxPeriod(read, scope)])
  const open = comments.filter(({ state }) => OPEN.has(state)).length
  const figure = articles[0]
  if (!figure || figure.views + figure.helpful.n + figure.effort.n + comments.length === 0)
    return String(html`<p>Nobody has read it in the last ${DAYS} days.</p>`)
  const { views, visits, helpful, effort, contact } = figure
  const { rate } = contact
  const facts: [name: string, value: unknown, more?: unknown][] = [
    ['Read', `${whole(views)} ×`],
    [
      'Helpful',
      isEnough(helpful.n) && helpful.share !== null ? percent(helpful.share) : `${whole(helpful.count)} of ${whole(helpful.n)}`,
      isEnough(helpful.n) ? html`${interval(helpful)} <small>· ${whole(helpful.n)} votes</small>` : html`<small>too few votes to judge</small>`,
    ],
    [
      'Effort',
      effort.mean === null ? '–' : `${effort.mean.toFixed(1)} of 7`,
      html`<small>${whole(effort.n)} ${effort.n === 1 ? 'answer' : 'answers'}; 7 is easiest</small>`,
    ],
    [
      'Wrote to you after it',
      rate.share === null ? '–' : percent(rate.share),
      rate.share === null ? '' : html`${interval(rate)} <small>· ${whole(visits)} visits</small>`,
    ],
    ['Comments', `${whole(open)} open`, html`<small>of ${whole(comments.length)}</small>`],
  ]
  return String(html`<dl>${facts.map(([name, value, more]) => html`<div><dt>${name}</dt><dd><b>${value}</b> ${more ?? ''}</dd></div>`)}</dl>
<p><a href="/insights/articles/${article}/">All figures</a> · <a href="${inboxAddress({ state: 'all', article, locale }, 'en')}">Comments</a></p>`)
}
