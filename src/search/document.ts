import type { Article, Library } from '../articles/library.ts'

/** The page Pagefind reads for an article: its text, and what finds or describes it without being shown in excerpts. */
export function searchDocument(article: Article, library: Library): string {
  const { title, description, keywords = [], questions = [] } = article.frontMatter
  const fields = [
    meta('title', title),
    meta('description', description),
    keywords.length > 0 ? meta('keywords', keywords.join(', ')) : '',
    questions.length > 0 ? meta('questions', questions.join(' ')) : '',
    // Addresses are English in every locale: readers who know the English word find the article too.
    meta('address', article.slug.replaceAll('-', ' ')),
    filter('category', article.category.id),
    filter('topic', article.category.title),
    filter('article', article.path),
  ]
  const { html } = library.render(article)
  return `<!doctype html><html lang="${escapeText(article.textLocale)}"><head><meta charset="utf-8">${fields.join('')}</head><body><main data-pagefind-body>${html}</main></body></html>`
}

const meta = (name: string, content: string) => `<meta data-pagefind-meta="${name}[content]" content="${escapeText(content)}">`
const filter = (name: string, content: string) => `<meta data-pagefind-filter="${name}[content]" content="${escapeText(content)}">`
const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
