import * as z from 'zod'
import { localeCodeSchema } from '../languages/contract.ts'

/** Questions that can be asked, each with its scale. */
export const SURVEY_SCALES = {
  /** Customer satisfaction: 1 very dissatisfied to 5 very satisfied. */
  csat: { lowest: 1, highest: 5 },
  /** Net Promoter: 0 not at all likely to 10 extremely likely to recommend. */
  nps: { lowest: 0, highest: 10 },
} as const
export const surveyQuestionSchema = z.enum(['csat', 'nps'], 'Write csat or nps.')
export type SurveyQuestion = z.infer<typeof surveyQuestionSchema>

/** When somebody is asked: after a message was sent, or when the team's tool says that it is solved. */
export const surveyMomentSchema = z.enum(['sent', 'solved'], 'Write sent or solved.')
export type SurveyMoment = z.infer<typeof surveyMomentSchema>

/** Version of the questions' wording; stored with each answer. Raise it when the wording changes. */
export const SURVEY_WORDING = 1

/** What `POST /api/survey` takes. The newest answer of a message and moment counts. */
export const surveyAnswerSchema = z
  .strictObject({
    /** Id of the message, which only its reader knows. */
    ticket: z.uuid('Write a UUID.').toLowerCase(),
    moment: surveyMomentSchema,
    question: surveyQuestionSchema,
    score: z.int('Write a whole number.').min(0, 'Write a number from 0 to 10.').max(10, 'Write a number from 0 to 10.'),
    /** Language in which it was asked. */
    locale: localeCodeSchema,
  })
  .superRefine(({ question, score }, context) => {
    const { lowest, highest } = SURVEY_SCALES[question]
    if (score < lowest || score > highest) {
      context.addIssue({ code: 'custom', path: ['score'], message: `Write a number from ${lowest} to ${highest}.` })
    }
  })
export type SurveyAnswer = z.infer<typeof surveyAnswerSchema>
