import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { v7 } from 'uuid'
import { wantsJson } from '../delivery/wants-json.ts'
import { writePlainPage } from '../elements/plain-page.ts'
import { EFFORT_WORDING } from '../feedback/contract.ts'
import { localePrefix } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import { Problem, refuseFields, type RequestBody, type RequestEnvironment } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import { effortAnswerSchema } from './contract.ts'

/** Where an answer without a script leads. */
export const EFFORT_THANKS_PATH = '/api/effort/thanks'

export interface EffortEndpoint {
  store: Store
  settings: Settings
  /** Epoch ms. */
  clock: () => number
}

/**
 * `POST /api/effort`: stores how easy it was, as the event `ces`, and replies only when it is on disk. It needs no id of the browser's, because
 * a visit's newest answer about a page is the one that counts, so that sending it twice changes nothing.
 */
export function createEffortEndpoint({ store, settings, clock }: EffortEndpoint): Handler<RequestEnvironment> {
  const codes = settings.locales.map(({ code }) => code)
  return async (c) => {
    const body = c.get('body')
    const result = effortAnswerSchema.safeParse(body.kind === 'form' ? readForm(body.fields) : body.value)
    if (!result.success) throw refuseFields(result.error)
    const { score, where, path, locale } = result.data
    if (!codes.includes(locale)) {
      throw new Problem('invalid-fields', 'Not accepted: locale.', { errors: [{ field: 'locale', detail: `Write one of ${codes.join(', ')}.` }] })
    }
    const now = clock()
    const visit = c.get('visit')
    const detail = JSON.stringify({ where, wording: EFFORT_WORDING })
    const when = { version: 1, clientTime: now, serverTime: now }
    await store.append([{ id: v7({ msecs: now }), type: 'ces', ...when, visit, reader: visit, path, locale, value: score, detail }])
    c.header('cache-control', 'no-store')
    if (body.kind === 'json' || wantsJson(c)) return c.body(null, 204)
    return c.body(null, 303, { location: `${EFFORT_THANKS_PATH}?${new URLSearchParams({ locale })}` })
  }
}

export interface EffortPages {
  translators: Map<string, Translator>
  settings: Settings
  /** Path of a stylesheet for plain pages. */
  stylesheet: string
}

/** `GET /api/effort/thanks` */
export async function renderEffortThanks(c: Context, pages: EffortPages): Promise<Response> {
  const translator = chooseTranslator(pages, c.req.query('locale'))
  const page = await writePage(translator, pages, translator.t('survey.thanksTitle'), translator.t('survey.thanks'))
  return c.html(page, 200, { 'cache-control': 'no-store' })
}

/** What a reader without JavaScript sees when their answer was not stored. */
export async function renderRefusedEffort(c: Context, problem: Problem, pages: EffortPages): Promise<Response> {
  const body = c.get('body') as RequestBody | undefined
  const fields = new Map(body?.kind === 'form' ? body.fields : [])
  const translator = chooseTranslator(pages, fields.get('locale') ?? findLocale(c.req.header('referer')))
  const isLater = problem.status === 429 || problem.status >= 500
  const { t } = translator
  const page = await writePage(translator, pages, t('survey.refusedTitle'), t(isLater ? 'survey.refusedLater' : 'survey.refusedOther'))
  return new Response(page, {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function writePage({ t, locale, direction }: Translator, { settings, stylesheet }: EffortPages, title: string, text: string): Promise<string> {
  const home = `${settings.endpoint ? settings.url : ''}${localePrefix(settings.locales, locale.code)}/`
  return writePlainPage(
    { lang: locale.code, direction, title, stylesheet },
    html`<p>${text}</p>
<p><a href="${home}">${t('ticket.home')}</a></p>`,
  )
}

function chooseTranslator({ translators }: EffortPages, code: string | undefined): Translator {
  const translator = translators.get(code ?? '') ?? [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  return translator
}

/** The language of the page that a form was on, where the form itself was not read: as its address says. */
function findLocale(referrer: string | undefined): string | undefined {
  if (!URL.canParse(referrer ?? '')) return undefined
  const { searchParams, pathname } = new URL(referrer ?? '')
  return searchParams.get('locale') ?? pathname.split('/')[1]
}

function readForm(fields: [string, string][]): Record<string, unknown> {
  const twice = fields.find(([name], index) => fields.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Problem('invalid-fields', `Not accepted: ${twice[0]}.`, { errors: [{ field: twice[0], detail: 'Send this field once.' }] })
  return Object.fromEntries(fields.map(([name, value]) => [name, name === 'score' && value !== '' ? Number(value) : value]))
}
