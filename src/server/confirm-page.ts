import type { Context } from 'hono'
import { html } from 'hono/html'
import { writePlainPage } from '../elements/plain-page.ts'
import type { Translator } from '../languages/messages.ts'
import type { Problem, RequestBody } from './contract.ts'

export interface ConfirmPage {
  translators: Map<string, Translator>
  /** Path of a stylesheet for plain pages. */
  stylesheet: string
  /** A fresh form token. */
  token: string
}

/**
 * What a reader without JavaScript sees when a form needs a token: their own words, which one more press sends with the token. Fields
 * that no form of ours has were refused before, and every value is written as text.
 */
export async function renderConfirmPage(c: Context, problem: Problem, { translators, stylesheet, token }: ConfirmPage): Promise<Response> {
  const body = c.get('body') as RequestBody
  const fields = body.kind === 'form' ? body.fields.filter(([name]) => name !== 'token' && name !== 'altcha') : []
  // A page cannot give a file back.
  const hasFile = body.kind === 'form' && body.upload !== undefined
  // Percent-encoded, the same words would be three times as long.
  const isMultipart = c.req.header('content-type')?.toLowerCase().startsWith('multipart/') === true
  const translator = translators.get(new Map(fields).get('locale') ?? '') ?? [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  const { t, locale, direction } = translator
  const content = html`<p>${t('confirm.text')}</p>
<form method="post" action="${c.req.path}"${isMultipart ? html` enctype="multipart/form-data"` : ''}>
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input type="hidden" name="token" value="${token}">
${hasFile ? html`<label>${t('ticket.attachAgain')} <input type="file" name="attachment"></label>` : ''}
<button autofocus>${t('confirm.send')}</button>
</form>`
  const page = await writePlainPage({ lang: locale.code, direction, title: t('confirm.title'), stylesheet }, content)
  return new Response(page, {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
