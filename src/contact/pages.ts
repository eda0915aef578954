import type { Context } from 'hono'
import { html } from 'hono/html'
import * as z from 'zod'
import type { MessageKey, Translator } from '../languages/messages.ts'
import { localePrefix } from '../languages/contract.ts'
import type { Problem, RequestBody } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import { referenceSchema, TICKET_FIELDS, type TicketDraft, type TicketField } from './contract.ts'
import { errorText, renderThanks, renderTicketForm } from './form.ts'
import { renderLastQuestion } from './last-question.ts'

/** Where the endpoint serves the stylesheet of these pages. */
export const CONTACT_STYLESHEET = '/api/contact/style.css'

export interface ContactPages {
  translators: Map<string, Translator>
  settings: Settings
}

/**
 * Headers of a page whose address has the id of a message: no other site is told it. Ours is, because browsers that tell nobody send the form of the
 * page with the origin "null", which is refused.
 */
export const PRIVATE = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }

/** `GET /api/contact/sent`: the thanks, with the number in the address. What is no such number is left out. */
export function renderSentPage(c: Context, pages: ContactPages): Response | Promise<Response> {
  const translator = chooseTranslator(pages, c.req.query('locale'))
  const reference = referenceSchema.safeParse(c.req.query('reference')).data ?? ''
  const { t } = translator
  const ticket = z.uuid().toLowerCase().safeParse(c.req.query('ticket')).data
  const { tickets } = pages.settings.contact
  // A survey is about a message; how easy it was is asked without naming one.
  const isAsked = tickets && (ticket || !tickets.surveys?.sent)
  const path = contactPath(pages.settings, translator)
  const survey = isAsked ? renderLastQuestion({ translator, settings: { endpoint: undefined }, tickets, path, ticket: ticket ?? '' }) : ''
  const content = html`<div class="ticket-done">${renderThanks(translator, reference)}${survey}</div>`
  return c.html(renderPage(translator, pages, t('ticket.thanksTitle'), content), 200, PRIVATE)
}

/** What a reader without JavaScript sees when their message was not stored: why, and the form with what they wrote. */
export async function renderRefusedTicket(c: Context, problem: Problem, pages: ContactPages): Promise<Response> {
  const body = c.get('body') as RequestBody | undefined
  const fields = new Map(body?.kind === 'form' ? body.fields : [])
  const translator = chooseTranslator(pages, fields.get('locale'))
  const { t } = translator
  const { settings } = pages
  const { tickets } = settings.contact
  const wrong = new Set(problem.errors.map(({ field }) => field))
  if (problem.problem === 'body-too-large') wrong.add('attachment')
  const isMarked = (field: TicketField) => wrong.has(field)
  const hasFile = body?.kind === 'form' && body.upload !== undefined
  const text = (name: string) => fields.get(name)
  // What stands for another message already must not come back.
  const kept = problem.problem === 'id-taken' ? [] : ['id']
  const values = Object.fromEntries([...kept, 'topic', 'subject', 'description', 'email'].map((name) => [name, text(name)])) as TicketDraft & { id?: string }
  const content = html`<div class="refusal" role="alert">
<p>${t(findReason(problem, TICKET_FIELDS.some(isMarked)))}</p>
${
  tickets && TICKET_FIELDS.some(isMarked)
    ? html`<ul>${TICKET_FIELDS.filter(isMarked).map((field) => html`<li><a href="#ticket--${field}">${errorText(field, tickets, translator)}</a></li>`)}</ul>`
    : ''
}
${hasFile ? html`<p>${t('ticket.attachAgain')}</p>` : ''}
</div>
${
  tickets && fields.size > 0
    ? renderTicketForm({
        translator,
        settings,
        tickets,
        path: contactPath(settings, translator),
        values: { ...values, journey: text('journey') ?? 'no' },
        errors: wrong,
      })
    : html`<p>${t('ticket.refusedBack')}</p>`
}`
  const page = renderPage(translator, pages, t('ticket.refusedTitle'), content)
  return new Response(String(await page), {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

const contactPath = ({ locales }: Settings, { locale }: Translator): string => `${localePrefix(locales, locale.code)}/contact/`

function findReason(problem: Problem, isMarked: boolean): MessageKey {
  if (isMarked) return 'ticket.refusedFields'
  if (problem.status === 429 || problem.status >= 500) return 'ticket.refusedLater'
  return 'ticket.refusedOther'
}

export function chooseTranslator({ translators }: ContactPages, code: string | undefined): Translator {
  const translator = translators.get(code ?? '') ?? [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  return translator
}

/** A page that the form leads to. */
export function renderPage({ t, locale, direction }: Translator, { settings }: ContactPages, title: string, content: ReturnType<typeof html>) {
  const home = `${settings.endpoint ? settings.url : ''}${localePrefix(settings.locales, locale.code)}/`
  return html`<!doctype html>
<html lang="${locale.code}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${readText(settings.name, locale.code, settings)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${CONTACT_STYLESHEET}">
</head>
<body>
<main class="wide ticket-page">
<h1 id="ticket--title">${title}</h1>
${content}
<p><a href="${home}">${t('ticket.home')}</a></p>
</main>
</body>
</html>`
}
