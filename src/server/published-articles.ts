import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type PublishedArticle, publishedArticleSchema } from '../deflection/contract.ts'
import type { IsPublished } from './contract.ts'

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

/** Whether the built site has an article in a language. While its list is not known, every article passes: an answer is worth more than a title. */
export function createPublishedCheck(list: () => PublishedArticle[] | undefined, moves: () => Readonly<Record<string, string>> = () => ({})): IsPublished {
  let known: PublishedArticle[] | undefined
  let keys = new Set<string>()
  let looked = Number.NEGATIVE_INFINITY
  return (article, locale) => {
    // Looking at the disk for every event of a batch would cost more than the batch.
    if (performance.now() - looked > 500) {
      looked = performance.now()
      const articles = list()
      if (articles !== known) keys = new Set(articles?.map((entry) => `${entry.locale} ${entry.path}`))
      known = articles
    }
    // A page that was opened before its article moved still says where it was.
    return known === undefined || keys.has(`${locale} ${article}`) || keys.has(`${locale} ${moves()[article]}`)
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
