import type { ArticleFigure, Articles } from '../../queries/articles.ts'
import { ENOUGH_ANSWERS, isEnough, measureProportion } from '../../statistics/proportion.ts'
import { renderMakeItem } from '../../items/make-button.ts'
import { renderBars } from '../charts/bars.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import { renderArticleLink } from '../table-markup.ts'
import type { View } from '../view.ts'

/** Articles in the picture. */
const MOST_BARS = 8
/** Below half a message there is nothing to be avoided. */
const WORTH_FIXING = 0.5

export function tabulateArticles(articles: ArticleFigure[]): FigureTable {
  return {
    name: 'articles',
    title: 'insights.articles.table',
    columns: [
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'views', label: 'insights.views', kind: 'count' },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
      { name: 'contacts', label: 'insights.wrote', kind: 'share' },
      { name: 'avoidable', label: 'insights.articles.avoidable', kind: 'decimal' },
      { name: 'helpful', label: 'insights.helpful', kind: 'share' },
      { name: 'effort', label: 'insights.effort', kind: 'decimal' },
      { name: 'easy', label: 'insights.easy', kind: 'share' },
      { name: 'comments', label: 'insights.comments.label', kind: 'count' },
    ],
    rows: articles.map(({ article, locale, views, visits, contact, helpful, effort, comments }) => ({
      article,
      locale,
      views,
      visits,
      contacts: contact.rate,
      avoidable: contact.avoidable,
      helpful,
      effort: isEnough(effort.n) ? effort.mean : null,
      easy: effort.easy,
      comments,
    })),
  }
}

/** Those worth fixing, the one whose fix avoids most first. Beyond chance: of hundreds of articles, many are a little above the rest. */
export function findUrgent({ articles, site }: Articles): ArticleFigure[] {
  return articles.filter(({ contact }) => contact.avoidable >= WORTH_FIXING && contact.rate.low > (site.share ?? 0))
}

/** Which articles send people to us, and which should be fixed first? */
export function answerArticles({ articles, site }: Articles, view: View): Answer {
  const { translator, speech } = view
  const { t, number } = translator
  const urgent = findUrgent({ articles, site })
  const rated = articles.filter(({ helpful }) => isEnough(helpful.n))
  const weakest = rated.toSorted((a, b) => a.helpful.low - b.helpful.low)[0]
  const most = Math.max(0, ...articles.map(({ helpful }) => helpful.n))
  const nameOf = ({ article, locale }: ArticleFigure) => speech.quote(view.nameArticle(article, locale).title)
  const [first] = urgent
  return {
    id: 'fix',
    question: 'insights.articles.question',
    label: 'insights.articles.label',
    figure: articles.length === 0 ? undefined : number(urgent.length),
    sentences: [
      articles.length === 0
        ? t('insights.answerEmpty')
        : first
          ? t('insights.articles.fix', {
              title: nameOf(first),
              rate: speech.proportion(first.contact.rate),
              site: speech.share(site.share ?? 0),
              count: Math.round(first.contact.avoidable),
            })
          : t('insights.articles.none'),
      weakest
        ? t('insights.articles.weakest', { title: nameOf(weakest), share: speech.proportion(weakest.helpful), n: weakest.helpful.n })
        : articles.length > 0 && t('insights.articles.fewVotes', { count: ENOUGH_ANSWERS - most }),
    ],
    chart:
      urgent.length > 0
        ? renderBars(
            t('insights.articles.chart'),
            urgent.slice(0, MOST_BARS).map((row) => ({
              label: renderArticleLink(row.article, row.locale, view),
              action: renderMakeItem({ kind: 'article', locale: row.locale, subject: row.article }, view),
              value: row.contact.avoidable,
              text: speech.decimal(row.contact.avoidable),
            })),
          )
        : undefined,
    definitions: [
      t('insights.articles.definition'),
      t('insights.methodHelpful', { enough: ENOUGH_ANSWERS }),
      t('insights.methodEffort'),
      ...(view.question.article
        ? []
        : [t('insights.methodOrder', { fix: t('insights.sortFix'), least: t('insights.sortLowest'), most: t('insights.sortHighest') })]),
    ],
    tables: [],
  }
}

/** All answers together, for a share of the whole. */
export function addUpVotes(articles: ArticleFigure[]) {
  const sum = (read: (row: ArticleFigure) => number) => articles.reduce((total, row) => total + read(row), 0)
  return measureProportion(
    sum(({ helpful }) => helpful.count),
    sum(({ helpful }) => helpful.n),
  )
}
