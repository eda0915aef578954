import { measureCsat, measureNps, type NetPromoter } from '../statistics/satisfaction.ts'
import type { Proportion } from '../statistics/proportion.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** Answers to one question in one wording at one moment; other wordings are other questions. */
export interface SurveyFigure {
  moment: 'sent' | 'solved'
  question: 'csat' | 'nps'
  wording: number
  n: number
  /** Answers per score, 0 first for NPS and 1 first for CSAT. */
  distribution: number[]
  csat: Proportion | null
  nps: NetPromoter | null
}

/** How satisfied are those who wrote? Category and article have no part in it. The newest wording of each question comes first. */
export async function readSurveys(read: Read, scope: Scope): Promise<SurveyFigure[]> {
  const rows = await read<{ moment: 'sent' | 'solved'; question: 'csat' | 'nps'; wording: number; score: number; n: number }>(
    `SELECT moment, question, wording, score, sum(n) AS n FROM survey_day WHERE ${IN_PERIOD}
     GROUP BY moment, question, wording, score HAVING sum(n) > 0 ORDER BY moment, question, wording DESC, score`,
    scopeParameters(scope),
  )
  return [...Map.groupBy(rows, ({ moment, question, wording }) => `${moment} ${question} ${wording}`).values()].flatMap((answers) => {
    const [first] = answers
    if (!first) return []
    const { moment, question, wording } = first
    const scores = question === 'csat' ? [1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const distribution = scores.map((score) => answers.find((answer) => answer.score === score)?.n ?? 0)
    const n = distribution.reduce((sum, count) => sum + count, 0)
    const figure = { moment, question, wording, n, distribution }
    return [{ ...figure, csat: question === 'csat' ? measureCsat(distribution) : null, nps: question === 'nps' ? measureNps(distribution) : null }]
  })
}
