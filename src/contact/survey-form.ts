import { html } from 'hono/html'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { SURVEY_SCALES, type SurveyMoment, type SurveyQuestion } from './survey-contract.ts'

/** Where the question of a message is asked, and where its answer goes. */
export const SURVEY_PATH = '/api/survey'

const QUESTIONS: Record<SurveyMoment, Record<SurveyQuestion, MessageKey>> = {
  sent: { csat: 'survey.csatSent', nps: 'survey.nps' },
  solved: { csat: 'survey.csatSolved', nps: 'survey.nps' },
}
const ENDS: Record<SurveyQuestion, [MessageKey, MessageKey]> = {
  csat: ['survey.csatLowest', 'survey.csatHighest'],
  nps: ['survey.npsLowest', 'survey.npsHighest'],
}

export interface SurveyForm {
  translator: Translator
  settings: Pick<Settings, 'endpoint'>
  moment: SurveyMoment
  question: SurveyQuestion
  /** Id of the message; empty where a script fills it in. */
  ticket: string
}

/** The words of a question. */
export function askInWords({ t }: Translator, moment: SurveyMoment, question: SurveyQuestion): string {
  return t(QUESTIONS[moment][question])
}

/** One question whose numbers are its buttons: a press is the answer, with and without a script. */
export function renderSurvey({ translator, settings, moment, question, ticket }: SurveyForm): ReturnType<typeof html> {
  const { t, locale, number } = translator
  const { lowest, highest } = SURVEY_SCALES[question]
  const [low, high] = ENDS[question].map((key) => t(key))
  const scores = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index)
  const name = (score: number) => (score === lowest ? `${number(score)}, ${low}` : score === highest ? `${number(score)}, ${high}` : number(score))
  return html`<form class="survey" method="post" action="${settings.endpoint ?? ''}${SURVEY_PATH}" data-stored="${t('survey.thanks')}" data-failed="${t('survey.failed')}">
<input type="hidden" name="ticket" value="${ticket}">
<input type="hidden" name="moment" value="${moment}">
<input type="hidden" name="question" value="${question}">
<input type="hidden" name="locale" value="${locale.code}">
<fieldset>
<legend>${askInWords(translator, moment, question)}</legend>
<div class="scores ${question}">${scores.map((score) => html`<button name="score" value="${score}" aria-label="${name(score)}">${number(score)}</button>`)}</div>
<p class="ends" aria-hidden="true"><span><b>${number(lowest)}</b> ${low}</span><span><b>${number(highest)}</b> ${high}</span></p>
</fieldset>
<p class="status" role="status"></p>
</form>`
}
