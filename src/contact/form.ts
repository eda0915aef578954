import { html } from 'hono/html'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { Settings, TicketSettings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import { EMAIL_LIMIT } from '../feedback/contract.ts'
import { ATTACHMENT_TYPES, DESCRIPTION_LIMIT, SUBJECT_LIMIT, type TicketDraft, type TicketField } from './contract.ts'

/** What hono/html makes of a template. */
type Markup = ReturnType<typeof html>

export interface TicketForm {
  translator: Translator
  settings: Settings
  tickets: TicketSettings
  /** Path of the page with the form. */
  path: string
  /** What is already written. */
  values?: TicketDraft & { id?: string; journey?: string }
  /** Fields that were not accepted. */
  errors?: ReadonlySet<string>
}

const ERRORS: Record<TicketField, MessageKey> = {
  topic: 'ticket.errorTopic',
  subject: 'ticket.errorSubject',
  description: 'ticket.errorDescription',
  email: 'ticket.errorEmail',
  attachment: 'ticket.errorAttachment',
}

/** “PNG, JPG or PDF” and “5 MB” in the reader's language, as variables of a text. */
export function attachmentVariables({ attachment }: TicketSettings, { locale }: Translator): Record<string, string> {
  if (!attachment) return { types: '', size: '' }
  const types = new Intl.ListFormat(locale.code, { type: 'disjunction' }).format(attachment.types.map((type) => type.toUpperCase()))
  const size = new Intl.NumberFormat(locale.code, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(attachment.megabytes)
  return { types, size }
}

/** Text of what is wrong with a field. */
export function errorText(field: TicketField, tickets: TicketSettings, translator: Translator): string {
  const limit = field === 'subject' ? SUBJECT_LIMIT : DESCRIPTION_LIMIT
  return translator.t(ERRORS[field], { limit, ...attachmentVariables(tickets, translator) })
}

/**
 * The form, for the page that is built and for the one that a refusal shows: what a reader wrote is in it again. It needs no
 * JavaScript; what only a script can do is hidden until there is one.
 */
export function renderTicketForm(form: TicketForm): Markup {
  const { translator, settings, tickets, path, values = {} } = form
  const { t, locale } = translator
  const wrong = (field: TicketField) => form.errors?.has(field) === true
  const describedBy = (field: TicketField, hint: boolean) =>
    html` aria-describedby="ticket--${field}-error${hint ? html` ticket--${field}-hint` : ''}"${wrong(field) ? html` aria-invalid="true"` : ''}`
  const label = (field: TicketField, key: MessageKey, hint?: string) =>
    html`<label class="label" for="ticket--${field}">${t(key)}</label>
${hint ? html`<p class="hint" id="ticket--${field}-hint">${hint}</p>` : ''}
<p class="error" id="ticket--${field}-error"${wrong(field) ? '' : html` hidden`}>${errorText(field, tickets, translator)}</p>`
  const accept = tickets.attachment?.types.flatMap((type) => [ATTACHMENT_TYPES[type].mediaType, ...ATTACHMENT_TYPES[type].extensions]).join(',')

  return html`<form class="ticket" id="ticket--form" method="post" action="${settings.endpoint ?? ''}/api/contact" enctype="multipart/form-data" aria-labelledby="ticket--title" data-sending="${t('ticket.sending')}" data-failed="${t('ticket.failed')}" data-refused="${t('ticket.refusedFields')}" data-later="${t('ticket.refusedLater')}" data-bytes="${(tickets.attachment?.megabytes ?? 0) * 1_000_000}">
<input type="hidden" name="id" value="${values.id ?? ''}">
<input type="hidden" name="locale" value="${locale.code}">
<input type="hidden" name="path" value="${path}">
<div>${label('topic', 'ticket.topic')}
<select id="ticket--topic" name="topic" required${describedBy('topic', false)}>
<option value="">${t('ticket.topicChoose')}</option>
${tickets.topics.map(({ id, label }) => html`<option value="${id}"${values.topic === id ? html` selected` : ''}>${readText(label, locale.code, settings)}</option>`)}
</select></div>
<div>${label('subject', 'ticket.subject')}
<input id="ticket--subject" name="subject" type="text" required maxlength="${SUBJECT_LIMIT}" value="${values.subject ?? ''}" dir="auto"${describedBy('subject', false)}></div>
<div>${label('description', 'ticket.description', t('ticket.descriptionHint'))}
<textarea id="ticket--description" name="description" rows="7" required maxlength="${DESCRIPTION_LIMIT}" dir="auto"${describedBy('description', true)}>
${values.description ?? ''}</textarea></div>
<section class="suggestions" aria-labelledby="ticket--suggestions" hidden>
<h3 id="ticket--suggestions" tabindex="-1" data-typing="${t('ticket.suggestions')}" data-asking="${t('ticket.solveQuestion')}">${t('ticket.suggestions')}</h3>
<ul data-new-tab="${t('ticket.newTab')}"></ul>
<p class="row" hidden><button class="button" type="button" data-solved>${t('ticket.solved')}</button> <button class="button button-quiet" type="submit">${t('ticket.notSolved')}</button></p>
</section>
<div>${label('email', 'ticket.email', t('ticket.emailHint'))}
<input id="ticket--email" name="email" type="email" required maxlength="${EMAIL_LIMIT}" value="${values.email ?? ''}" autocomplete="email" dir="ltr"${describedBy('email', true)}></div>
${
  tickets.attachment
    ? html`<div>${label('attachment', 'ticket.attachment', t('ticket.attachmentHint', attachmentVariables(tickets, translator)))}
<input id="ticket--attachment" name="attachment" type="file" accept="${accept}"${describedBy('attachment', true)}></div>`
    : ''
}
<label class="check"><input type="checkbox" name="journey" value="yes"${values.journey === 'no' ? '' : html` checked`}> <span>${t('ticket.journey')}</span></label>
<p class="trap" aria-hidden="true"><label>Website <input type="text" name="website" tabindex="-1" autocomplete="off"></label></p>
<div class="row" data-send><button class="button" type="submit">${t('ticket.send')}</button><p class="hint">${t('ticket.privacy')}</p></div>
<p class="status" role="status" tabindex="-1"></p>
</form>`
}

/** What follows a message that was stored. */
export function renderThanks({ t }: Translator, reference: string): Markup {
  return html`<p>${t('ticket.thanksReference')} <strong class="reference" dir="ltr">${reference}</strong></p>
<p>${t('ticket.thanksNext')}</p>`
}
