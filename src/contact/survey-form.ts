import { renderScale } from '../elements/scale.ts'
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

/** The question as a form whose numbers are its buttons. */
export function renderSurvey({ translator, settings, moment, question, ticket }: SurveyForm): ReturnType<typeof renderScale> {
  const { t, locale, number } = translator
  const [low, high] = ENDS[question]
  return renderScale({
    action: `${settings.endpoint ?? ''}${SURVEY_PATH}`,
    fields: { ticket, moment, question, locale: locale.code },
    question: askInWords(translator, moment, question),
    ...SURVEY_SCALES[question],
    ends: [t(low), t(high)],
    number,
    kind: question,
    stored: t('survey.thanks'),
    failed: t('survey.failed'),
  })
}
