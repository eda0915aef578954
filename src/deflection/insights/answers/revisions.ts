import { html } from 'hono/html'
import type { RevisionFigure } from '../../queries/revisions.ts'
import { ENOUGH_ANSWERS, measureProportion } from '../../statistics/proportion.ts'
import type { Posterior } from '../../statistics/posterior.ts'
import { renderMakeItem } from '../../items/make-button.ts'
import { renderIntervals } from '../charts/intervals.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import { renderArticleLink } from '../table-markup.ts'
import type { View } from '../view.ts'

const isBeyondChance = ({ isEnough, effect }: RevisionFigure) => isEnough && (effect.low > 0 || effect.high < 0)

/** Votes behind a posterior that began from Beta(½, ½). */
const toVotes = ({ a, b }: Posterior) => measureProportion(a - 0.5, a + b - 1)

export function tabulateRevisions(revisions: RevisionFigure[]): FigureTable {
  return {
    name: 'revisions',
    title: 'insights.revisions.table',
    columns: [
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'day', label: 'insights.revisions.day', kind: 'day' },
      { name: 'before', label: 'insights.revisions.beforeEdit', kind: 'share' },
      { name: 'after', label: 'insights.revisions.afterEdit', kind: 'share' },
      { name: 'change', label: 'insights.revisions.change', kind: 'points' },
      { name: 'improved', label: 'insights.revisions.improved', kind: 'decimal' },
      { name: 'peers', label: 'insights.revisions.peers', kind: 'points' },
    ],
    rows: revisions.map(({ article, locale, day, effect, peers, isEnough }) => ({
      article,
      locale,
      day,
      before: toVotes(effect.before),
      after: toVotes(effect.after),
      change: isEnough ? { value: effect.difference, low: effect.low, high: effect.high } : null,
      improved: isEnough ? effect.improved : null,
      peers: peers && { value: peers.difference, low: peers.low, high: peers.high },
    })),
  }
}

/** What got better or worse since an edit? */
export function answerRevisions(revisions: RevisionFigure[], view: View): Answer {
  const { translator, speech } = view
  const { t, number } = translator
  const judged = revisions.filter(({ isEnough }) => isEnough)
  const clear = judged.filter(isBeyondChance)
  const [told] = clear.length > 0 ? clear : judged
  const missing = revisions.map(({ effect }) => [effect.before, effect.after].reduce((sum, { a, b }) => sum + Math.max(0, ENOUGH_ANSWERS - (a + b - 1)), 0))
  const pointsOf = ({ difference: value, low, high }: RevisionFigure['effect']) => `${speech.points(value)} (${speech.pointsRange({ low, high })})`
  return {
    id: 'revisions',
    question: 'insights.revisions.question',
    label: 'insights.revisions.label',
    figure: judged.length === 0 ? undefined : number(clear.length),
    sentences: [
      revisions.length === 0
        ? t('insights.revisions.none')
        : told
          ? t(`insights.revisions.${clear.length === 0 ? 'unsure' : told.effect.low > 0 ? 'better' : 'worse'}`, {
              title: speech.quote(view.nameArticle(told.article, told.locale).title),
              before: speech.share(told.effect.before.mean),
              after: speech.share(told.effect.after.mean),
              points: pointsOf(told.effect),
            })
          : t('insights.revisions.few', { count: Math.round(Math.min(...missing)) }),
      told?.peers ? t('insights.revisions.peersChanged', { points: pointsOf(told.peers) }) : undefined,
    ],
    chart:
      judged.length > 0
        ? renderIntervals(
            t('insights.revisions.chart'),
            judged.map(({ article, locale, day, effect, peers }) => ({
              label: html`${renderArticleLink(article, locale, view)} <small>${speech.day(day)}</small>`,
              action: renderMakeItem({ kind: 'article', locale, subject: article }, view),
              value: effect.difference,
              low: effect.low,
              high: effect.high,
              text: pointsOf(effect),
              beside: peers?.difference,
              verdict: effect.low > 0 ? 'good' : effect.high < 0 ? 'bad' : undefined,
            })),
            { zero: 0 },
          )
        : undefined,
    definitions: [t('insights.revisions.definition')],
    tables: [tabulateRevisions(revisions)],
  }
}
