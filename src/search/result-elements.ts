import type { SearchResult, TextPiece } from './contract.ts'
import { setup } from './page-setup.ts'

type Child = Node | string | false | undefined

/** Makes an element; `false` leaves an attribute or a child out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | false | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== false && value !== undefined) made.setAttribute(name, value)
  made.append(...children.filter((child) => child !== false && child !== undefined))
  return made
}

/** Found words as `<mark>`; everything else as text, whatever it contains. */
export function markedText(pieces: TextPiece[]): DocumentFragment {
  const fragment = document.createDocumentFragment()
  for (const { text, isMarked } of pieces) fragment.append(isMarked ? element('mark', {}, text) : text)
  return fragment
}

/** `lang` and `dir` of a text in another language than the page's. */
export function languageAttributes(locale: string): Record<string, string> {
  const language = setup.languages[locale]
  return locale === setup.locale || !language ? {} : { lang: locale, dir: language.direction }
}

/** The name of a result's language in that language; undefined for the page's own. */
export function languageBadge(locale: string): HTMLElement | undefined {
  const name = setup.languages[locale]?.name
  return locale === setup.locale || !name ? undefined : element('span', { class: 'search-language' }, name)
}

/** A result on the results page. */
export function resultItem(result: SearchResult): HTMLElement {
  const language = languageAttributes(result.locale)
  const sections = result.sections.map((section) => element('li', {}, element('a', { href: section.url }, markedText(section.title))))
  return element(
    'li',
    { class: 'search-result', ...language },
    element('p', { class: 'search-meta' }, result.category.title, languageBadge(result.locale)),
    element('h3', {}, element('a', { href: result.url }, markedText(result.title))),
    element('p', { class: 'search-excerpt' }, markedText(result.excerpt)),
    sections.length > 0 && element('ul', { class: 'search-sections' }, ...sections),
  )
}
