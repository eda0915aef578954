import { carryMarks } from './carry-marks.ts'
import type { BestPassage, Definition, SearchResult, TextPiece } from './contract.ts'
import { phrase, setup } from './page-setup.ts'

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

/** A result with the passage that answers in the place of its excerpt, and its section's address. */
export function answeringResult(result: SearchResult, best: BestPassage | undefined): SearchResult {
  if (best?.path !== result.path) return result
  const sections = result.sections.filter(({ url }) => url !== best.url)
  return { ...result, url: best.url, excerpt: best.pieces, sections }
}

/** A result on the results page. */
export function resultItem(result: SearchResult): HTMLElement {
  const item = element('li', { class: 'search-result', ...languageAttributes(result.locale) }, ...resultParts(result, result.category.title))
  return carryMarks(item, result.words)
}

/** The best result, above the others: the passage that answers, if one does, with the name of its section. */
export function answerCard(result: SearchResult, best: BestPassage | undefined): HTMLElement {
  const isAnswer = best?.path === result.path
  const section = isAnswer && best.section.some(({ text }) => text.trim()) ? markedText(best.section) : undefined
  const label = isAnswer ? [element('span', { class: 'search-badge' }, phrase('answer')), section] : [result.category.title]
  const card = element(
    'section',
    { class: 'search-result search-answer', ...languageAttributes(result.locale) },
    ...resultParts(answeringResult(result, best), ...label),
  )
  return carryMarks(card, result.words)
}

function resultParts(result: SearchResult, ...label: Child[]): Child[] {
  const sections = result.sections.map((section) => element('li', {}, element('a', { href: section.url }, markedText(section.title))))
  return [
    element('p', { class: 'search-meta' }, ...label, languageBadge(result.locale)),
    element('h3', {}, element('a', { href: result.url }, markedText(result.title))),
    element('p', { class: 'search-excerpt' }, markedText(result.excerpt)),
    sections.length > 0 && element('ul', { class: 'search-sections' }, ...sections),
  ]
}

/** What a term means, as the glossary says. */
export function definitionCard({ term, text, url }: Definition): HTMLElement {
  return element(
    'section',
    { class: 'search-result search-definition' },
    element('h3', {}, url ? element('a', { href: url }, term) : term),
    element('p', { class: 'search-excerpt' }, text),
  )
}
