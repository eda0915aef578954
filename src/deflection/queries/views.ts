import { IN_ARTICLES, overPeriod, type Read, type Scope, scopeParameters } from './scope.ts'

/** How often each article (`category/slug`) was opened, in the language of the scope or in all. */
export async function readViews(read: Read, scope: Scope): Promise<Map<string, number>> {
  const rows = await read<{ article: string; views: number }>(
    `SELECT article, sum(views) AS views FROM ${overPeriod('article, views', IN_ARTICLES)} GROUP BY article`,
    scopeParameters(scope),
  )
  return new Map(rows.map(({ article, views }) => [article, views]))
}
