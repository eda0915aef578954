import type { Library } from './library.ts'

/** Every article that has a text of its own, for dist/articles.json: the insights page names articles by it. */
export function listArticles(library: Library) {
  return library.locales.flatMap((locale) =>
    library
      .articles(locale)
      .filter((article) => article.isTranslated)
      .map(({ path, frontMatter, url, revision, category }) => ({
        path,
        locale,
        title: frontMatter.title,
        url,
        revision,
        category: category.id,
        categoryTitle: category.title,
      })),
  )
}
