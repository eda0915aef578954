import { type ContactRate, measureContactRates } from '../statistics/contact-rate.ts'
import { type Effort, measureEffort } from '../statistics/effort.ts'
import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { IN_ARTICLES, IN_PERIOD, overPeriod, type Read, type Scope, scopeParameters } from './scope.ts'

export const REASONS = ['unanswered', 'unclear', 'broken', 'outdated', 'other'] as const
export const EFFORTS = ['effort_1', 'effort_2', 'effort_3', 'effort_4', 'effort_5', 'effort_6', 'effort_7'] as const
const COUNTS = ['views', 'visits', 'contacts', 'yes', 'no', ...REASONS, ...EFFORTS, 'comments'] as const
type Counts = Record<(typeof COUNTS)[number], number>
export const ARTICLE_SUMS = COUNTS.map((column) => `sum(${column}) AS ${column}`).join(', ')

/** One article in one language, whether or not it is still published. */
export interface ArticleFigure {
  article: string
  locale: string
  views: number
  visits: number
  helpful: Proportion
  /** Mean of the Beta(½, ½) posterior, to rank by: ½ without answers. Its interval costs more than a list should; `findPosterior` has it. */
  expected: number
  effort: Effort
  reasons: { reason: (typeof REASONS)[number]; n: number }[]
  comments: number
  contact: ContactRate
}

export interface Articles {
  /** The first is the one to be fixed first: whose fix avoids most tickets. */
  articles: ArticleFigure[]
  /** The site's own contact rate in this period and language, to which articles are compared. */
  site: Proportion
}

/** Which articles send people to us, and which should be fixed first? */
export async function readArticles(read: Read, scope: Scope): Promise<Articles> {
  const parameters = scopeParameters(scope)
  const [rows, [sums]] = await Promise.all([
    read<Counts & { article: string; locale: string }>(
      `SELECT article, locale, ${ARTICLE_SUMS} FROM ${overPeriod(`article, locale, ${COUNTS.join(', ')}`, IN_ARTICLES)} GROUP BY article, locale`,
      parameters,
    ),
    read<{ visits: number | null; contacts: number | null }>(
      `SELECT sum(visits) AS visits, sum(contacts) AS contacts FROM site_day WHERE ${IN_PERIOD}`,
      parameters,
    ),
  ])
  const site = measureProportion(sums?.contacts ?? 0, sums?.visits ?? 0)
  const rates = measureContactRates(rows, site.share ?? 0)
  const articles = rows.map((row, index) => ({
    article: row.article,
    locale: row.locale,
    views: row.views,
    visits: row.visits,
    helpful: measureProportion(row.yes, row.yes + row.no),
    expected: (row.yes + 0.5) / (row.yes + row.no + 1),
    effort: measureEffort(EFFORTS.map((column) => row[column])),
    reasons: REASONS.flatMap((reason) => (row[reason] > 0 ? [{ reason, n: row[reason] }] : [])).sort((a, b) => b.n - a.n),
    comments: row.comments,
    contact: rates[index]!,
  }))
  const name = ({ article, locale }: ArticleFigure) => `${article} ${locale}`
  articles.sort((a, b) => b.contact.avoidable - a.contact.avoidable || b.visits - a.visits || (name(a) < name(b) ? -1 : 1))
  return { articles, site }
}

/** The same by day, for a curve; days without any are left out. */
export function readArticleDays(
  read: Read,
  scope: Scope & { article: string },
): Promise<(Pick<Counts, 'views' | 'visits' | 'contacts' | 'yes' | 'no'> & { day: number })[]> {
  return read(
    `SELECT day, sum(views) AS views, sum(visits) AS visits, sum(contacts) AS contacts, sum(yes) AS yes, sum(no) AS no
     FROM article_day WHERE ${IN_PERIOD} AND article = :article GROUP BY day ORDER BY day`,
    scopeParameters(scope),
  )
}
