import { html } from 'hono/html'
import { type Markup, renderInsightsLayout } from '../deflection/insights-layout.ts'
import { renderLanguages, renderTop } from '../deflection/insights-top.ts'
import { removePersonalData } from '../delivery/personal-data.ts'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import type { TargetName, UNASSIGNED } from './contract.ts'
import type { Deliveries, ShownTicket } from './deliveries.ts'

const TARGET_LABELS: Record<TargetName | typeof UNASSIGNED | 'report', MessageKey> = {
  mail: 'deliveries.mail',
  copy: 'deliveries.copy',
  solved: 'deliveries.solved',
  webhook: 'deliveries.webhook',
  zendesk: 'deliveries.zendesk',
  freshdesk: 'deliveries.freshdesk',
  chatwoot: 'deliveries.chatwoot',
  unassigned: 'deliveries.unassigned',
  report: 'deliveries.report',
}

export interface DeliveriesPage {
  deliveries: Deliveries
  translator: Translator
  settings: Settings
  /** Whether any way out for the team is set up. */
  hasTeam: boolean
  /** Who may only read, as programs with the token, sees no buttons, and what names a reader masked. */
  mayChange: boolean
}

/** Messages that have not arrived: given up, on their way, or kept because there is no way out. */
export function renderDeliveries(page: DeliveriesPage): Markup {
  const { deliveries, translator, hasTeam } = page
  const { t, number } = translator
  const { dead, waiting, kept } = deliveries
  return renderInsightsLayout(
    translator,
    t('deliveries.title'),
    html`<body>
${renderTop(page, 'deliveries')}
<main class="inbox">
<h1>${t('deliveries.title')}</h1>
<p class="answer">${dead.length === 0 ? t('deliveries.none') : t('deliveries.answer', { count: dead.length })}</p>
${hasTeam ? '' : html`<p class="notice is-lasting">${t('deliveries.noWayOut')}</p>`}
${dead.length > 0 ? html`<section aria-labelledby="dead"><h2 id="dead">${t('deliveries.dead')}</h2><ul class="comments">${dead.map((delivery) => renderDead(delivery, page))}</ul></section>` : ''}
${
  waiting.length > 0
    ? html`<section aria-labelledby="waiting"><h2 id="waiting">${t('deliveries.waiting')}</h2><ul>${waiting.map(({ target, n }) => html`<li>${nameTarget(target, translator)}: ${number(n)}</li>`)}</ul></section>`
    : ''
}
${kept.length > 0 ? html`<section aria-labelledby="kept"><h2 id="kept">${t('deliveries.kept')}</h2><ul class="comments">${kept.map((ticket) => renderKept(ticket, page))}</ul></section>` : ''}
${renderLanguages(page, (code) => `/insights/deliveries/?lang=${code}`)}
</main>
</body>`,
  )
}

function renderDead({ delivery, ticket }: Deliveries['dead'][number], { translator, mayChange }: DeliveriesPage): Markup {
  const { id, reference, target, attempts, created, finished, lastError } = delivery
  const { t, locale } = translator
  return html`<li>
<p><strong dir="ltr">${reference}</strong> · ${nameTarget(target, translator)}</p>
<p lang="en" dir="ltr">${lastError ?? ''}</p>
<p class="source">${t('deliveries.attempts', { count: Number(attempts) })} <span>${renderTime(created, locale.code)} – ${renderTime(finished, locale.code)}</span></p>
${ticket ? renderTicket(ticket, mayChange) : ''}
${
  mayChange
    ? html`<form method="post" action="/insights/deliveries/resend"><input type="hidden" name="lang" value="${locale.code}"><input type="hidden" name="delivery" value="${id}"><button class="quiet" aria-label="${t('deliveries.resendOne', { reference })}">${t('deliveries.resend')}</button></form>`
    : ''
}
</li>`
}

function renderKept(ticket: ShownTicket, { translator, mayChange }: DeliveriesPage): Markup {
  return html`<li>
<p class="source"><strong dir="ltr">${ticket.reference}</strong> ${renderTime(ticket.received, translator.locale.code)}</p>
${renderTicket(ticket, mayChange)}
</li>`
}

/** Closed, so that a page that is open on a desk shows nobody's words. */
function renderTicket({ locale, subject, description, address }: ShownTicket, isWhole: boolean): Markup {
  const show = isWhole ? (text: string) => text : removePersonalData
  return html`<details class="message"><summary lang="${locale}"><bdi>${show(subject)}</bdi></summary>
<p class="comment" lang="${locale}" dir="auto">${show(description)}</p>
${address ? html`<p class="source"><bdi dir="ltr">${show(address)}</bdi></p>` : ''}
</details>`
}

function renderTime(time: number, locale: string): Markup {
  const date = new Date(Number(time))
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(date)
  return html`<time datetime="${date.toISOString()}">${text} UTC</time>`
}

function nameTarget(target: string, { t }: Translator): string {
  return Object.hasOwn(TARGET_LABELS, target) ? t(TARGET_LABELS[target as TargetName]) : target
}
