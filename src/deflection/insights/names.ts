import type { PublishedArticle } from '../contract.ts'
import type { ArticleName } from './view.ts'

/** Names of articles; of one that has none in a language, the name in the first language that has. */
export function createNames(published: PublishedArticle[] | undefined, codes: string[]): (article: string, locale: string) => ArticleName {
  const known = new Map((published ?? []).map((entry) => [`${entry.locale} ${entry.path}`, entry]))
  return (article, locale) => {
    const entry = [locale, ...codes].map((code) => known.get(`${code} ${article}`)).find((found) => found !== undefined)
    return {
      title: entry?.title ?? article,
      locale: entry?.locale,
      url: entry?.url,
      isPublished: entry !== undefined || published === undefined,
      category: entry?.categoryTitle ?? article.split('/')[0] ?? '',
    }
  }
}
