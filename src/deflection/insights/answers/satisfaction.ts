import type { SurveyFigure } from '../../queries/surveys.ts'
import { ENOUGH_ANSWERS, isEnough } from '../../statistics/proportion.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

export function tabulateSurveys(surveys: SurveyFigure[]): FigureTable {
  return {
    name: 'surveys',
    title: 'insights.surveys.table',
    columns: [
      {
        name: 'moment',
        label: 'insights.surveys.moment',
        kind: 'choice',
        choices: { sent: 'insights.surveys.sent', solved: 'insights.surveys.solved' },
      },
      { name: 'question', label: 'insights.surveys.question', kind: 'choice', choices: { csat: 'insights.surveys.csat', nps: 'insights.surveys.nps' } },
      { name: 'wording', label: 'insights.surveys.wording', kind: 'count' },
      { name: 'answers', label: 'insights.surveys.answers', kind: 'count' },
      { name: 'satisfied', label: 'insights.surveys.satisfied', kind: 'share' },
      { name: 'net_promoter', label: 'insights.surveys.nps', kind: 'decimal' },
      { name: 'net_promoter_low', label: 'insights.surveys.low', kind: 'decimal' },
      { name: 'net_promoter_high', label: 'insights.surveys.high', kind: 'decimal' },
    ],
    rows: surveys.map(({ moment, question, wording, n, csat, nps }) => ({
      moment,
      question,
      wording,
      answers: n,
      satisfied: csat,
      ...(nps && isEnough(n)
        ? { net_promoter: nps.score, net_promoter_low: nps.low, net_promoter_high: nps.high }
        : { net_promoter: null, net_promoter_low: null, net_promoter_high: null }),
    })),
  }
}

/** What those who wrote say of it: a sentence for each question that is asked, or was answered. */
export function saySatisfaction(surveys: SurveyFigure[], { translator, speech, settings }: View): string[] {
  const { t } = translator
  const asked = settings.contact.tickets?.surveys ?? {}
  return (['sent', 'solved'] as const).flatMap((moment) => {
    const own = surveys.filter((survey) => survey.moment === moment)
    const told = own.find(({ question }) => question === asked[moment]) ?? own[0]
    if (!told) return asked[moment] ? [t('insights.surveys.few', { when: t(`insights.surveys.${moment}`), count: ENOUGH_ANSWERS })] : []
    const when = t(`insights.surveys.${moment}`)
    const { n, csat, nps } = told
    if (!isEnough(n)) return [t('insights.surveys.few', { when, count: ENOUGH_ANSWERS - n })]
    if (csat) return [t('insights.surveys.csatAnswer', { when, share: speech.proportion(csat), count: n })]
    return nps ? [t('insights.surveys.npsAnswer', { when, score: speech.whole(nps.score ?? 0), range: speech.range(nps.low, nps.high), count: n })] : []
  })
}
