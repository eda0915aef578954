import type { Article, Library } from '../articles/library.ts'
import { isUnpublished } from '../articles/unpublished.ts'
import type { SearchDocument } from './search-document.ts'

/** The articles of a locale that are in its index: its own texts, without drafts. */
export function searchableArticles(library: Library, locale: string): Article[] {
  return library.articles(locale).filter((article) => article.isTranslated && !isUnpublished(article.frontMatter, Date.now()))
}

/** Locales that have an index, in the order of the settings. */
export function searchableLocales(library: Library): string[] {
  return library.locales.filter((locale) => searchableArticles(library, locale).length > 0)
}

/** What the index knows of an article. */
export function articleDocument(article: Article, library: Library): SearchDocument {
  return { ...describeArticle(article), sections: library.render(article, 'sections') }
}

/** The same without its text. */
export function describeArticle(article: Article): Omit<SearchDocument, 'sections'> {
  const { title, description, keywords = [], questions = [] } = article.frontMatter
  return {
    url: article.url,
    path: article.path,
    title,
    description,
    keywords,
    questions,
    // Addresses are English in every locale: readers who know the English word find the article too.
    address: article.slug.replaceAll('-', ' '),
    category: { id: article.category.id, title: article.category.title },
  }
}
