import type { SiteFolder } from '../output/site-folder.ts'
import type { Article, Library } from './library.ts'

/** Writes every article as Markdown beside its page: `/using/search/` is also `/using/search.md`. */
export function writeMarkdown(library: Library, site: SiteFolder): void {
  for (const article of library.locales.flatMap((locale) => library.articles(locale))) {
    site.write(`${article.url.replace(/\/$/, '')}.md`, articleMarkdown(article, library))
  }
}

/** An article as plain Markdown, for readers' tools. */
export function articleMarkdown(article: Article, library: Library): string {
  const { title, description } = article.frontMatter
  const notice = article.isTranslated ? [] : [fallbackNotice(article, library)]
  return [`# ${title}`, `> ${description}`, library.settings.url + article.url, ...notice, library.render(article, 'markdown')].join('\n\n')
}

/** Says in the reader's language that the text is in another, as the page does. */
function fallbackNotice({ locale, textLocale }: Article, library: Library): string {
  const { t, languageName } = library.translator(locale)
  return `**${t('fallback.title')}** ${t('fallback.text', { language: languageName(textLocale) })}`
}
