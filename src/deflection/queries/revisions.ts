import { measureRevision, type RevisionEffect } from '../statistics/revision-effect.ts'
import { isEnough } from '../statistics/proportion.ts'
import { IN_ARTICLES, IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** The longest stretch on either side of an edit, in days; older answers are about other times. */
const WEEKS = 28

/** What an edit changed in the answers of readers. */
export interface RevisionFigure {
  article: string
  locale: string
  revision: string
  /** First day on which it was read. */
  day: number
  /** Whether both sides have enough answers to say anything; what is missing on the weaker side. */
  isEnough: boolean
  effect: RevisionEffect
  /** The change of articles of the same language that were not edited in the same weeks: what would have happened anyway. Null when there are none. */
  peers: (RevisionEffect & { articles: number }) | null
}

interface Votes {
  article: string
  locale: string
  revision: string
  day: number
  yes: number
  no: number
  views: number
}

/** What got better or worse since an edit? Edits of the period, newest first; `limit` of them, because each costs a few milliseconds. */
export async function readRevisions(read: Read, scope: Scope, limit = 20): Promise<RevisionFigure[]> {
  // Of all articles, because the others are the peers; and from before the period, because that is what an edit is compared with.
  const { category: _category, article: _article, ...everywhere } = scope
  const rows = await read<Votes>(
    `SELECT article, locale, revision, day, yes, no, views FROM article_day
     WHERE ${IN_PERIOD} AND ${IN_ARTICLES} AND revision <> '' AND (yes > 0 OR no > 0 OR views > 0)
     ORDER BY day, article, locale, revision`,
    scopeParameters({ ...everywhere, from: scope.from - WEEKS }),
  )
  const byArticle = Map.groupBy(rows, ({ article, locale }) => `${locale}\n${article}`)
  const edits = [...byArticle.values()].flatMap((days) => findEdits(days).filter(({ day }) => day >= scope.from))
  const isMeant = ({ article }: Votes) => (!scope.article || article === scope.article) && (!scope.category || article.startsWith(`${scope.category}/`))
  return edits
    .filter(isMeant)
    .sort((a, b) => b.day - a.day || (a.article < b.article ? -1 : 1))
    .slice(0, limit)
    .map((edit) => measureEdit(edit, byArticle))
}

/** First days of revisions that follow another one. A page from a cache may still show the old text for some days. */
function findEdits(days: Votes[]): Votes[] {
  const first = new Map<string, Votes>()
  for (const row of days) if (!first.has(row.revision)) first.set(row.revision, row)
  return [...first.values()].slice(1)
}

function measureEdit(edit: Votes, byArticle: Map<string, Votes[]>): RevisionFigure {
  const { article, locale, revision, day } = edit
  const own = byArticle.get(`${locale}\n${article}`) ?? []
  const next = findEdits(own).find((later) => later.day > day)
  const end = Math.min(day + WEEKS, next?.day ?? Number.POSITIVE_INFINITY)
  const isNear = (row: Votes) => row.day >= day - WEEKS && row.day < end
  const previous = own.findLast((row) => row.day <= day && row.revision !== revision)?.revision
  const near = own.filter(isNear)
  const before = addUp(near.filter((row) => row.revision === previous))
  const after = addUp(near.filter((row) => row.revision === revision))
  const peers = [...byArticle.values()]
    .map((rows) => rows.filter(isNear))
    .filter((rows) => rows.length > 0 && rows[0]?.locale === locale && rows[0].article !== article && rows.every((row) => row.revision === rows[0]?.revision))
  const others = peers.flat()
  return {
    article,
    locale,
    revision,
    day,
    isEnough: isEnough(before.yes + before.no) && isEnough(after.yes + after.no),
    effect: measureRevision(before, after),
    peers:
      peers.length === 0
        ? null
        : { ...measureRevision(addUp(others.filter((row) => row.day < day)), addUp(others.filter((row) => row.day >= day))), articles: peers.length },
  }
}

function addUp(rows: Votes[]): { yes: number; no: number } {
  return { yes: rows.reduce((sum, { yes }) => sum + yes, 0), no: rows.reduce((sum, { no }) => sum + no, 0) }
}
