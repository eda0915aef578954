import { IN_ARTICLES, type Read, type Scope, scopeParameters } from './scope.ts'

const DAY = 86_400_000

/** What did they tell us, in numbers; the texts are read one page at a time from the events. */
export interface CommentCounts {
  total: number
  /** Most comments first. */
  articles: { article: string; locale: string; comments: number }[]
}

/** Comments have a retention of their own, so they are counted as they are kept, by an index that holds nothing else. */
export async function readCommentCounts(read: Read, scope: Scope, limit = 50): Promise<CommentCounts> {
  const rows = await read<{ article: string; locale: string; comments: number }>(
    `SELECT article, locale, count(*) AS comments FROM event
     WHERE site = :site AND type = 'comment' AND article IS NOT NULL AND arrival >= :first AND arrival < :end
       AND (:locale = '' OR locale = :locale) AND ${IN_ARTICLES}
     GROUP BY article, locale ORDER BY comments DESC, article, locale`,
    { ...scopeParameters(scope), first: scope.from * DAY * 1000, end: (scope.to + 1) * DAY * 1000 },
  )
  return { total: rows.reduce((sum, { comments }) => sum + comments, 0), articles: rows.slice(0, limit) }
}
