import type { Element, ElementContent, Root, RootContent } from 'hast'
import type { Article, Library } from '../articles/library.ts'
import type { DocumentSection, SearchDocument } from './search-document.ts'

/** What readers do not search for: drawings, words on buttons, and the sign beside headings. */
const NOT_TEXT = new Set(['button', 'svg', 'script', 'style'])
const HEADINGS = new Set(['h2', 'h3', 'h4'])
/** Elements that do not end a sentence. */
const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'code', 'del', 'em', 'i', 'kbd', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u'])

/** The articles of a locale that are in its index: its own texts, without drafts. */
export function searchableArticles(library: Library, locale: string): Article[] {
  return library.articles(locale).filter((article) => article.isTranslated && !article.frontMatter.draft)
}

/** Locales that have an index, in the order of the settings. */
export function searchableLocales(library: Library): string[] {
  return library.locales.filter((locale) => searchableArticles(library, locale).length > 0)
}

/** What the index knows of an article. */
export function articleDocument(article: Article, library: Library): SearchDocument {
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
    sections: cutSections(library.render(article).root),
  }
}

/** Cuts an article at its headings. */
function cutSections(root: Root): DocumentSection[] {
  const sections: DocumentSection[] = [{ title: '', text: '' }]
  const read = (node: RootContent | ElementContent): void => {
    const section = sections.at(-1)!
    if (node.type === 'text') section.text += node.value
    if (node.type !== 'element' || !isText(node)) return
    const id = node.properties['id']
    if (HEADINGS.has(node.tagName) && typeof id === 'string') {
      sections.push({ id, title: '', text: '' })
      const heading = sections.at(-1)!
      node.children.forEach(read)
      heading.title = clean(heading.text)
      heading.text = ''
      return
    }
    node.children.forEach(read)
    if (!INLINE.has(node.tagName)) sections.at(-1)!.text += '\n'
  }
  root.children.forEach(read)
  return sections.map((section) => ({ ...section, text: clean(section.text) })).filter(({ title, text }) => title || text)
}

function isText(node: Element): boolean {
  const classes = node.properties['className']
  return !NOT_TEXT.has(node.tagName) && !(Array.isArray(classes) && classes.includes('anchor'))
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()
