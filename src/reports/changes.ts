import { addUpVotes } from '../deflection/insights/answers/articles.ts'
import type { View } from '../deflection/insights/view.ts'
import type { ArticleFigure } from '../deflection/queries/articles.ts'
import type { Insights } from '../deflection/queries/insights.ts'
import { previousScope } from '../deflection/queries/scope.ts'
import { measureExperiment } from '../deflection/statistics/experiment-effect.ts'
import { ENOUGH_ANSWERS, isEnough, measureProportion, type Proportion } from '../deflection/statistics/proportion.ts'
import type { MessageKey } from '../languages/messages.ts'
import type { Change } from './bulletin.ts'

/** The figures that matter most, beside those of the period before. */
export async function compareFigures(insights: Insights, view: View): Promise<Change[]> {
  const { scope, translator } = view
  const before = previousScope(scope)
  const [volume, searches, articles, searchesBefore, articlesBefore] = await Promise.all([
    insights.contactVolume(scope),
    insights.searches(scope),
    insights.articles(scope),
    insights.searches(before),
    insights.articles(before),
  ])
  const { t, number } = translator
  const [easy, easyBefore] = [addUpEasy(articles.articles), addUpEasy(articlesBefore.articles)]
  return [
    {
      label: t('insights.messages'),
      value: number(volume.total.tickets),
      before: t('reports.before', { value: number(volume.before.tickets) }),
      verdict: 'none',
      words: t('reports.visits', { visits: number(volume.total.visits), before: number(volume.before.visits) }),
    },
    compareShares('insights.wrote', volume.rate, volume.rateBefore, 'less', view),
    compareShares('insights.searches.label', searches.zero, searchesBefore.zero, 'less', view),
    compareShares('insights.helpful', addUpVotes(articles.articles), addUpVotes(articlesBefore.articles), 'more', view),
    compareShares('insights.easy', easy, easyBefore, 'more', view),
  ]
}

function addUpEasy(articles: ArticleFigure[]): Proportion {
  const sum = (read: (share: Proportion) => number) => articles.reduce((total, { effort }) => total + read(effort.easy), 0)
  return measureProportion(
    sum(({ count }) => count),
    sum(({ n }) => n),
  )
}

/** Two shares, with Newcombe's interval of their difference; `good` says which side is the good one. */
function compareShares(label: MessageKey, now: Proportion, before: Proportion, good: 'more' | 'less', { translator: { t }, speech }: View): Change {
  const missing = Math.max(ENOUGH_ANSWERS - now.n, ENOUGH_ANSWERS - before.n)
  if (now.share === null || !isEnough(now.n)) {
    return { label: t(label), value: '–', before: undefined, verdict: 'none', words: t('reports.tooFew', { count: ENOUGH_ANSWERS - now.n }) }
  }
  const value = speech.share(now.share)
  if (before.share === null || missing > 0) return { label: t(label), value, before: undefined, verdict: 'none', words: t('reports.noBefore') }
  const { difference } = measureExperiment({ tickets: now.count, units: now.n }, { tickets: before.count, units: before.n })
  const [low, high] = [difference?.low ?? 0, difference?.high ?? 0]
  const side = low > 0 ? 'more' : high < 0 ? 'less' : undefined
  const verdict = side === undefined ? 'none' : side === good ? 'better' : 'worse'
  const words = t(verdict === 'none' ? 'reports.chance' : `reports.${verdict}`, {
    points: speech.points(difference?.value ?? 0),
    range: speech.pointsRange({ low, high }),
  })
  return { label: t(label), value, before: t('reports.before', { value: speech.share(before.share) }), verdict, words }
}
