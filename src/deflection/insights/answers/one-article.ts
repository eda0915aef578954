import { html } from 'hono/html'
import type { ArticleFigure, Articles } from '../../queries/articles.ts'
import type { Insights } from '../../queries/insights.ts'
import type { RevisionFigure } from '../../queries/revisions.ts'
import { ENOUGH_ANSWERS, isEnough, measureProportion, type Proportion } from '../../statistics/proportion.ts'
import { renderHistogram, REASON_LABELS } from '../article-table.ts'
import { renderBars } from '../charts/bars.ts'
import { renderCurve } from '../charts/curve.ts'
import { hasBefore } from '../question.ts'
import type { Answer } from '../section.ts'
import { cutPeriod, sizeOf, sumOver } from '../stretches.ts'
import type { FigureTable } from '../table.ts'
import { nameLocale, type View } from '../view.ts'

export type ArticleDays = Awaited<ReturnType<Insights['articleDays']>>

/** Points of the curve of votes at the most: votes are few, and a share of two is no point. */
const MOST_POINTS = 26

export function tabulateArticleDays(days: ArticleDays): FigureTable {
  return {
    name: 'article-days',
    title: 'insights.one.table',
    columns: [
      { name: 'day', label: 'insights.day', kind: 'day' },
      { name: 'views', label: 'insights.views', kind: 'count' },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
      { name: 'contacts', label: 'insights.wrote', kind: 'share' },
      { name: 'helpful', label: 'insights.helpful', kind: 'share' },
    ],
    rows: days.toReversed().map(({ day, views, visits, contacts, yes, no }) => ({
      day,
      views,
      visits,
      contacts: measureProportion(contacts, visits),
      helpful: measureProportion(yes, yes + no),
    })),
  }
}

/** What those who said no told, as the bars of an article show it. */
export function tabulateReasons({ articles }: Articles): FigureTable {
  return {
    name: 'reasons',
    title: 'insights.one.reasons',
    columns: [
      { name: 'reason', label: 'feedback.reasons', kind: 'choice', choices: REASON_LABELS },
      { name: 'times', label: 'insights.times', kind: 'count' },
    ],
    rows: addUpReasons(articles).map(({ reason, n }) => ({ reason, times: n })),
  }
}

/** Reasons in all languages together, the most frequent first. */
function addUpReasons(articles: ArticleFigure[]): ArticleFigure['reasons'] {
  return [
    ...Map.groupBy(
      articles.flatMap((row) => row.reasons),
      ({ reason }) => reason,
    ),
  ]
    .map(([reason, rows]) => ({ reason, n: rows.reduce((sum, { n }) => sum + n, 0) }))
    .sort((a, b) => b.n - a.n)
}

const sumViews = (articles: ArticleFigure[]) => articles.reduce((sum, { views }) => sum + views, 0)

/** How often is it read? */
export function answerReading(days: ArticleDays, articles: ArticleFigure[], past: ArticleFigure[], view: View): Answer {
  const { translator, speech, question } = view
  const { t, number } = translator
  const [views, before] = [sumViews(articles), sumViews(past)]
  const stretches = cutPeriod(view.scope)
  return {
    id: 'reading',
    question: 'insights.one.readingQuestion',
    label: 'insights.views',
    figure: number(views),
    sentences: [
      views === 0 ? t('insights.one.unread') : t('insights.one.read', { count: views }),
      hasBefore(question) && before > 0 && t('insights.before', { value: number(before) }),
    ],
    chart:
      views > 0
        ? renderCurve({
            title: t('insights.one.readingChart', { count: sizeOf(stretches) }),
            points: stretches.map((stretch) => ({ label: speech.shortDay(stretch.from), value: sumOver(days, stretch, (row) => row.views) })),
            format: speech.whole,
            atLeast: 4,
            isRightToLeft: translator.direction === 'rtl',
          })
        : undefined,
    definitions: [t('insights.methodCounting')],
    tables: [tabulateArticleDays(days)],
  }
}

/** Does it help, and did an edit change that? */
export function answerHelpfulness(
  days: ArticleDays,
  { now, before }: { now: Proportion; before: Proportion },
  articles: ArticleFigure[],
  revisions: RevisionFigure[],
  view: View,
): Answer {
  const { translator, speech, question, scope } = view
  const { t, number } = translator
  const points = cutPeriod(scope, MOST_POINTS).map((stretch) => {
    const [yes, no] = [sumOver(days, stretch, (row) => row.yes), sumOver(days, stretch, (row) => row.no)]
    return { ...stretch, label: speech.shortDay(stretch.from), value: isEnough(yes + no) ? yes / (yes + no) : null }
  })
  const reasons = addUpReasons(articles)
  const efforts = articles.filter(({ effort }) => effort.n > 0)
  return {
    id: 'helpful',
    question: 'insights.one.helpfulQuestion',
    label: 'insights.helpful',
    figure: isEnough(now.n) && now.share !== null ? speech.share(now.share) : undefined,
    sentences: [
      isEnough(now.n)
        ? t('insights.one.helps', { share: speech.proportion(now), count: now.n })
        : t('insights.one.fewVotes', { count: ENOUGH_ANSWERS - now.n }),
      hasBefore(question) && isEnough(before.n) && t('insights.before', { value: speech.proportion(before) }),
    ],
    chart: points.some(({ value }) => value !== null)
      ? renderCurve({
          title: t('insights.one.helpfulChart'),
          points,
          format: speech.share,
          atLeast: 1,
          markers: revisions.flatMap(({ day, locale }) => {
            const index = points.findIndex(({ from, to }) => day >= from && day <= to)
            return index < 0 ? [] : [{ index, label: `${t('insights.revisions.day')}: ${speech.day(day)} (${nameLocale(view, locale)})` }]
          }),
          isRightToLeft: translator.direction === 'rtl',
        })
      : undefined,
    more: html`${
      reasons.length > 0
        ? html`<div class="chart">${renderBars(
            t('insights.one.reasons'),
            reasons.map(({ reason, n }) => ({ label: t(REASON_LABELS[reason]), value: n, text: number(n) })),
          )}</div>`
        : ''
    }${efforts.length > 0 ? html`<h3>${t('insights.effort')} <small>${t('insights.effortHint')}</small></h3><dl class="facts">${efforts.map(({ locale, effort }) => html`<div><dt>${nameLocale(view, locale)}</dt><dd>${renderHistogram(effort, view)}</dd></div>`)}</dl>` : ''}`,
    definitions: [t('insights.methodHelpful', { enough: ENOUGH_ANSWERS }), t('insights.one.markers')],
    tables: [],
  }
}
