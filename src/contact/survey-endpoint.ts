import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import * as z from 'zod'
import { wantsJson } from '../delivery/wants-json.ts'
import type { Translator } from '../languages/messages.ts'
import { Problem, refuseFields, type RequestBody, type RequestEnvironment } from '../server/contract.ts'
import type { Store } from '../storage/store.ts'
import { chooseTranslator, type ContactPages, PRIVATE, renderPage } from './pages.ts'
import { SURVEY_WORDING, surveyAnswerSchema, type SurveyMoment, surveyMomentSchema } from './survey-contract.ts'
import { renderSurvey, SURVEY_PATH } from './survey-form.ts'

const DAY = 86_400_000
/** How long after a message an answer is taken: as long as its address is kept. */
const ANSWER_DAYS = 90
/** Where an answer without a script leads. */
export const SURVEY_THANKS_PATH = '/api/survey/thanks'

export interface SurveyEndpoint extends ContactPages {
  store: Store
  /** Epoch ms. */
  clock: () => number
}

/**
 * `POST /api/survey`: stores what a reader says of the help they got, and replies only when it is on disk. One answer counts for each message
 * and moment. The id of a message is what lets somebody answer; of one that is not there nothing is stored and nothing is told.
 */
export function createSurveyEndpoint({ store, clock, settings }: SurveyEndpoint): Handler<RequestEnvironment> {
  const codes = settings.locales.map(({ code }) => code)
  return async (c) => {
    const body = c.get('body')
    const result = surveyAnswerSchema.safeParse(body.kind === 'form' ? readForm(body.fields) : body.value)
    if (!result.success) throw refuseFields(result.error)
    const { ticket, moment, question, score, locale } = result.data
    const errors = [
      ...(settings.contact.tickets?.surveys?.[moment] === question ? [] : [{ field: 'question', detail: 'This help centre does not ask it.' }]),
      ...(codes.includes(locale) ? [] : [{ field: 'locale', detail: `Write one of ${codes.join(', ')}.` }]),
    ]
    if (errors.length > 0) throw new Problem('invalid-fields', `Not accepted: ${errors.map(({ field }) => field).join(', ')}.`, { errors })
    const now = clock()
    const answer = { ticket, moment, question, wording: SURVEY_WORDING, score, locale, day: Math.floor(now / DAY) }
    await store.saveSurveyAnswer(answer, now - ANSWER_DAYS * DAY)
    c.header('cache-control', 'no-store')
    if (body.kind === 'json' || wantsJson(c)) return c.body(null, 204)
    return c.body(null, 303, { location: `${SURVEY_THANKS_PATH}?${new URLSearchParams({ locale })}` })
  }
}

/** `GET /api/survey`: the question of a message that is solved, from the link in its e-mail. Opening it stores nothing: mail programs open links too. */
export function renderSurveyPage(c: Context, pages: ContactPages): Response | Promise<Response> {
  const translator = chooseTranslator(pages, c.req.query('locale'))
  const { t } = translator
  const form = renderQuestion(translator, pages, 'solved', c.req.query('ticket'))
  if (form) return c.html(renderPage(translator, pages, t('survey.title'), html`${form}`), 200, PRIVATE)
  // The link of a letter that is years old, or half of one.
  if (wantsJson(c)) throw new Problem('not-found', 'There is no question at this address.')
  return c.html(renderPage(translator, pages, t('survey.goneTitle'), html`<p>${t('survey.gone')}</p>`), 404, PRIVATE)
}

/** What a reader without JavaScript sees when their answer was not stored: why, and the question to be answered again. */
export function renderRefusedSurvey(c: Context, problem: Problem, pages: ContactPages): Response | Promise<Response> {
  const body = c.get('body') as RequestBody | undefined
  const fields = new Map(body?.kind === 'form' ? body.fields : [])
  const translator = chooseTranslator(pages, fields.get('locale') ?? findLocale(c.req.header('referer')))
  const { t } = translator
  const moment = surveyMomentSchema.safeParse(fields.get('moment')).data
  const form = moment && renderQuestion(translator, pages, moment, fields.get('ticket'))
  const isLater = problem.status === 429 || problem.status >= 500
  const content = html`<div class="refusal" role="alert"><p>${t(isLater ? 'survey.refusedLater' : 'survey.refusedOther')}</p></div>${form ?? ''}`
  for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
  return c.html(renderPage(translator, pages, t('survey.refusedTitle'), content), problem.status as 422, PRIVATE)
}

/** The form of a question, if it is asked and the id of its message can be one. */
function renderQuestion(translator: Translator, { settings }: ContactPages, moment: SurveyMoment, id: string | undefined) {
  const question = settings.contact.tickets?.surveys?.[moment]
  const ticket = z.uuid().toLowerCase().safeParse(id).data
  return question && ticket && renderSurvey({ translator, settings: { endpoint: undefined }, moment, question, ticket })
}

/** The language of the page that a form was on, where the form itself was not read: as its address says. */
function findLocale(referrer: string | undefined): string | undefined {
  if (!URL.canParse(referrer ?? '')) return undefined
  const { searchParams, pathname } = new URL(referrer ?? '')
  return searchParams.get('locale') ?? pathname.split('/')[1]
}

/** `GET /api/survey/thanks` */
export function renderSurveyThanks(c: Context, pages: ContactPages): Response | Promise<Response> {
  const translator = chooseTranslator(pages, c.req.query('locale'))
  return c.html(renderPage(translator, pages, translator.t('survey.thanksTitle'), html`<p>${translator.t('survey.thanks')}</p>`), 200, PRIVATE)
}

/** Address of the question in an e-mail. */
export function writeSurveyAddress(site: string, ticket: string, locale: string): string {
  return `${site}${SURVEY_PATH}?${new URLSearchParams({ ticket, locale })}`
}

function readForm(fields: [string, string][]): Record<string, unknown> {
  const twice = fields.find(([name], index) => fields.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Problem('invalid-fields', `Not accepted: ${twice[0]}.`, { errors: [{ field: twice[0], detail: 'Send this field once.' }] })
  return Object.fromEntries(fields.map(([name, value]) => [name, name === 'score' && value !== '' ? Number(value) : value]))
}
