import type { Context } from 'hono'
import { html } from 'hono/html'
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
  const translator = translators.get(new Map(fields).get('locale') ?? '') ?? [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  const { t, locale, direction } = translator
  const page = html`<!doctype html>
<html lang="${locale.code}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('confirm.title')}</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body class="plain">
<main class="panel">
<h1>${t('confirm.title')}</h1>
<p>${t('confirm.text')}</p>
<form method="post" action="${c.req.path}"${hasFile ? html` enctype="multipart/form-data"` : ''}>
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input type="hidden" name="token" value="${token}">
${hasFile ? html`<label>${t('ticket.attachAgain')} <input type="file" name="attachment"></label>` : ''}
<button autofocus>${t('confirm.send')}</button>
</form>
</main>
</body>
</html>`
  return new Response(String(await page), {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
