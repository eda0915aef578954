import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type PublishedArticle, publishedArticleSchema } from '../deflection/contract.ts'

/** The articles of the built site, read again after a build; undefined when the build wrote no readable list. */
export function createArticleList(siteRoot: string): () => PublishedArticle[] | undefined {
  const file = join(siteRoot, 'articles.json')
  let stamp = ''
  let articles: PublishedArticle[] | undefined
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false })
    const current = stat ? `${stat.mtimeMs}-${stat.size}` : ''
    if (current === stamp) return articles
    stamp = current
    articles = stat ? readArticles(file) : undefined
    return articles
  }
}

/** Figures without titles are better than no figures, so a broken list counts as none. */
function readArticles(file: string): PublishedArticle[] | undefined {
  try {
    return z.array(publishedArticleSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
