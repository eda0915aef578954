import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import * as z from 'zod'
import { wantsJson } from '../delivery/wants-json.ts'
import { Problem, refuseFields, type RequestEnvironment } from '../server/contract.ts'
import type { Store } from '../storage/store.ts'
import { chooseTranslator, type ContactPages, PRIVATE, renderPage } from './pages.ts'
import { SURVEY_WORDING, surveyAnswerSchema } from './survey-contract.ts'
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
  const question = pages.settings.contact.tickets?.surveys?.solved
  const ticket = z.uuid().toLowerCase().safeParse(c.req.query('ticket')).data
  if (!question || !ticket) throw new Problem('not-found', 'There is no question at this address.')
  const translator = chooseTranslator(pages, c.req.query('locale'))
  const content = html`${renderSurvey({ translator, settings: { endpoint: undefined }, moment: 'solved', question, ticket })}`
  return c.html(renderPage(translator, pages, translator.t('survey.title'), content), 200, PRIVATE)
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
