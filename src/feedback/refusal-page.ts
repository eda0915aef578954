import type { Context } from 'hono'
import { html } from 'hono/html'
import { writePlainPage } from '../elements/plain-page.ts'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { Problem, RequestBody } from '../server/contract.ts'
import { pagePathSchema } from './contract.ts'

export interface RefusalPage {
  translators: Map<string, Translator>
  /** Address of the site when it is not where the endpoint is, else ''. */
  site: string
  /** Path of a stylesheet for plain pages. */
  stylesheet: string
}

/** What a reader without JavaScript sees when their answer was not stored: why, and the way back. */
export async function renderRefusalPage(c: Context, problem: Problem, { translators, site, stylesheet }: RefusalPage): Promise<Response> {
  const body = c.get('body') as RequestBody | undefined
  const fields = new Map(body?.kind === 'form' ? body.fields : [])
  const back = findWayBack(c, fields)
  const translator = translators.get(fields.get('locale') ?? '') ?? translators.get(back.split('/')[1] ?? '') ?? [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  const { t, locale, direction } = translator
  const content = html`<p>${t(findReason(problem))}</p>
<p>${t('feedback.refusedKeep')}</p>
<p><a href="${site}${back}#feedback--form">${t('feedback.refusedBack')}</a></p>`
  const page = await writePlainPage({ lang: locale.code, direction, title: t('feedback.refusedTitle'), stylesheet }, content)
  return new Response(page, {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function findReason(problem: Problem): MessageKey {
  const fields = problem.errors.map(({ field }) => field)
  if (fields.includes('vote')) return 'feedback.needVote'
  if (fields.includes('email')) return 'feedback.refusedEmail'
  if (fields.includes('comment') || problem.problem === 'body-too-large') return 'feedback.refusedComment'
  if (problem.status === 429 || problem.status >= 500) return 'feedback.refusedLater'
  return 'feedback.refusedOther'
}

/** The page the form was on: as the form says, else as the browser says. */
function findWayBack(c: Context, fields: Map<string, string>): string {
  const referrer = c.req.header('referer') ?? ''
  const candidates = [fields.get('path'), URL.canParse(referrer) ? new URL(referrer).pathname : undefined]
  return candidates.find((path) => pagePathSchema.safeParse(path).success) ?? '/'
}
