import type { SearchAnswer, SearchResult, SearchSuggestion } from './contract.ts'
import { phrase, searchAddress, setup } from './page-setup.ts'
import { element, languageAttributes, languageBadge, markedText } from './result-elements.ts'

/** The list below a search box: groups of options, each option a link. */
export function answerOptions(answer: SearchAnswer, id: string): Node[] {
  const { results, otherLanguages, query, hasAllWords } = answer
  const nodes: Node[] = []
  if (results.length > 0) nodes.push(...(hasAllWords ? results.map(resultOption) : [group(phrase('some'), results.map(resultOption), `${id}-some`)]))
  if (otherLanguages.length > 0) nodes.push(group(phrase('otherLanguage'), otherLanguages.map(resultOption), `${id}-other`))
  if (nodes.length > 0)
    nodes.push(
      option(searchAddress(query.text), { class: 'search-option search-all' }, element('span', { class: 'search-option-title' }, phrase('all', query.text))),
    )
  return nodes
}

/** What is offered before anything is typed. */
export function popularOptions(id: string): Node[] {
  if (setup.popular.length === 0) return []
  return [group(setup.popularTitle, setup.popular.map(suggestionOption), `${id}-popular`)]
}

function group(title: string, options: Node[], id: string): HTMLElement {
  const heading = element('div', { class: 'search-group', id, role: 'presentation' }, title)
  return element('div', { role: 'group', 'aria-labelledby': id }, heading, ...options)
}

function resultOption({ url, title, category, excerpt, locale }: SearchResult): HTMLElement {
  return option(
    url,
    languageAttributes(locale),
    element('span', { class: 'search-option-title' }, markedText(title)),
    element('span', { class: 'search-option-meta' }, languageBadge(locale) ?? category.title),
    element('span', { class: 'search-option-text' }, markedText(excerpt)),
  )
}

function suggestionOption({ title, url, category, locale }: SearchSuggestion): HTMLElement {
  return option(
    url,
    languageAttributes(locale),
    element('span', { class: 'search-option-title' }, title),
    element('span', { class: 'search-option-meta' }, languageBadge(locale) ?? category),
  )
}

function option(href: string, attributes: Record<string, string>, ...children: Node[]): HTMLElement {
  // A link, so that it opens in a new tab as readers are used to; never a stop for Tab.
  return element('a', { href, class: 'search-option', ...attributes, role: 'option', 'aria-selected': 'false', tabindex: '-1' }, ...children)
}
