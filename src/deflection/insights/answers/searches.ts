import { html } from 'hono/html'
import type { Searches } from '../../queries/searches.ts'
import { ENOUGH_ANSWERS, isEnough, type Proportion } from '../../statistics/proportion.ts'
import type { TimeToAnswer } from '../../statistics/time-to-answer.ts'
import { renderMakeItem } from '../../items/make-button.ts'
import { renderBars } from '../charts/bars.ts'
import { hasBefore } from '../question.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import { nameLocale, type View } from '../view.ts'

/** Queries in the picture. */
const MOST_BARS = 8

/** Queries that found nothing, then those whose results nobody wanted. */
export function tabulateSearches({ zeroResult, noClick }: Searches): FigureTable {
  const rows = [...zeroResult.map((row) => ({ ...row, problem: 'zero' })), ...noClick.map((row) => ({ ...row, problem: 'no-click' }))]
  return {
    name: 'searches',
    title: 'insights.searches.table',
    columns: [
      { name: 'query', label: 'insights.searches.query', kind: 'text' },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      {
        name: 'problem',
        label: 'insights.searches.problem',
        kind: 'choice',
        choices: { zero: 'insights.searches.zero', 'no-click': 'insights.searches.noClick' },
      },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
      { name: 'searches', label: 'insights.searches.times', kind: 'count' },
      { name: 'contacts', label: 'insights.searches.contacts', kind: 'count' },
      { name: 'phrasings', label: 'insights.searches.phrasings', kind: 'text' },
    ],
    rows: rows.map(({ query, locale, problem, phrasings, visits, searches, contacts }) => ({
      query,
      locale,
      problem,
      phrasings: phrasings.map((one) => one.query).join(' · '),
      visits,
      searches,
      contacts,
    })),
  }
}

/** What became of the searches. A search is followed, tried again with other words, or left; of these some found nothing. */
export function tabulateOutcomes({ zero, clicked, refined, abandoned }: Searches): FigureTable {
  const outcomes = { zero, clicked, refined, abandoned }
  return {
    name: 'outcomes',
    title: 'insights.searches.outcomes',
    columns: [
      {
        name: 'outcome',
        label: 'insights.searches.outcome',
        kind: 'choice',
        choices: {
          zero: 'insights.searches.zero',
          clicked: 'insights.searches.clicked',
          refined: 'insights.searches.refined',
          abandoned: 'insights.searches.abandoned',
        },
      },
      { name: 'searches', label: 'insights.searches.times', kind: 'count' },
      { name: 'share', label: 'insights.searches.share', kind: 'share' },
    ],
    rows: zero.n === 0 ? [] : Object.entries(outcomes).map(([outcome, share]) => ({ outcome, searches: share.count, share })),
  }
}

/** What do people look for and not find? `before` is the share without a result in the period before. */
export function answerSearches(searches: Searches, before: Proportion, time: TimeToAnswer, view: View): Answer {
  const { translator, speech, question } = view
  const { t, number } = translator
  const { zero, success, zeroResult, noClick, unlisted } = searches
  const [worst] = zeroResult
  const missed = [...zeroResult, ...noClick].toSorted((a, b) => b.visits - a.visits).slice(0, MOST_BARS)
  return {
    id: 'searches',
    question: 'insights.searches.question',
    label: 'insights.searches.label',
    figure: isEnough(zero.n) && zero.share !== null ? speech.share(zero.share) : undefined,
    sentences: [
      zero.n === 0 || zero.share === null
        ? t('insights.searches.empty')
        : isEnough(zero.n)
          ? t('insights.searches.answer', { count: zero.n, share: speech.share(zero.share), range: speech.range(zero.low * 100, zero.high * 100) })
          : t('insights.searches.few', { count: zero.n, missing: ENOUGH_ANSWERS - zero.n }),
      hasBefore(question) && isEnough(before.n) && t('insights.before', { value: speech.proportion(before) }),
      worst && t('insights.searches.worst', { query: speech.quote(worst.query), count: worst.visits }),
      isEnough(success.n) && t('insights.searches.success', { share: speech.proportion(success) }),
      time.n >= ENOUGH_ANSWERS &&
        (time.median === null
          ? t('insights.searches.neverAnswered', { count: time.n })
          : t(`insights.searches.${time.interval.high === null ? 'answeredOpen' : 'answered'}`, {
              count: time.n,
              time: speech.duration(time.median),
              low: speech.duration(time.interval.low ?? 0),
              high: speech.duration(time.interval.high ?? 0),
            })),
    ],
    chart:
      missed.length > 0
        ? renderBars(
            t('insights.searches.chart'),
            missed.map(({ query, isPhrase, phrasings, locale, visits, zero }) => ({
              label: html`<bdi lang="${locale}">${query}</bdi> <small>${nameLocale(view, locale)} · ${t(zero > 0 ? 'insights.searches.zero' : 'insights.searches.noClick')}</small>${
                phrasings.length > 1
                  ? html` <small class="phrasings">${t('insights.searches.also', {
                      queries: phrasings
                        .slice(1)
                        .map((one) => speech.quote(one.query))
                        .join(' · '),
                    })}</small>`
                  : ''
              }`,
              action: isPhrase ? renderMakeItem({ kind: 'query', locale, subject: query }, view) : '',
              value: visits,
              text: number(visits),
            })),
          )
        : undefined,
    definitions: [
      t('insights.searches.definition'),
      t('insights.searches.grouped'),
      ...(unlisted > 0 ? [t('insights.searches.unlisted', { count: unlisted })] : []),
      ...(view.scope.category ? [t('insights.wholeSite')] : []),
    ],
    tables: [tabulateSearches(searches), tabulateOutcomes(searches)],
  }
}
