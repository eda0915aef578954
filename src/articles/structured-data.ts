import type { Article, Library } from './library.ts'
import type { ArticleText } from './reading.ts'

/** schema.org description of an article: HowTo when it is one and has steps, else Article. */
export function articleData(article: Article, rendered: ArticleText, library: Library): object {
  const { frontMatter } = article
  const { settings } = library
  const url = settings.url + library.url(article.textLocale, `/${article.path}/`)
  const common = {
    description: frontMatter.description,
    inLanguage: article.textLocale,
    url,
    datePublished: frontMatter.published,
    dateModified: frontMatter.updated,
    publisher: { '@type': 'Organization', name: library.text(settings.company.name, article.locale), url: settings.company.url ?? settings.url },
  }
  const steps = frontMatter.kind === 'howto' ? rendered.steps : []
  if (steps.length > 1) {
    return { '@type': 'HowTo', name: frontMatter.title, ...common, step: steps.map((text, index) => ({ '@type': 'HowToStep', position: index + 1, text })) }
  }
  const author = frontMatter.author && { '@type': 'Organization', name: frontMatter.author }
  return { '@type': 'Article', headline: frontMatter.title, ...common, ...(author ? { author } : {}) }
}
