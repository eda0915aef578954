import type { SearchAnswer, SearchResult, SearchSuggestion } from './contract.ts'
import { carryMarks } from './carry-marks.ts'
import { phrase, searchAddress, setup } from './page-setup.ts'
import { isRemembering, recentSearches, rememberSearches } from './recent.ts'
import { answeringResult, element, languageAttributes, languageBadge, markedText } from './result-elements.ts'

/** Completions offered above the results. */
const COMPLETIONS = 2

/** What options that lead nowhere do. */
export interface Choices {
  /** Puts a text into the search box. */
  fill: (text: string) => void
  /** Forgets the recent searches and remembers no more. */
  forget: () => void
}

/** The list below a search box: groups of options, most of them links. `typed` is what stands in the box. */
export function answerOptions(answer: SearchAnswer, id: string, choices: Choices, typed: string): Node[] {
  const { results, otherLanguages, query, best, isGood, total } = answer
  const nodes: Node[] = completionOptions(answer, choices, typed)
  if (answer.definition) nodes.push(definitionOption(answer.definition))
  nodes.push(...results.map((result, index) => (index === 0 && isGood ? answerOption(answeringResult(result, best), Boolean(best)) : resultOption(result))))
  if (otherLanguages.length > 0) nodes.push(group(phrase('otherLanguage'), otherLanguages.map(resultOption), `${id}-other`))
  if (total + otherLanguages.length > 0) nodes.push(wideOption(searchAddress(query.text), phrase('all', query.text)))
  if (total > 0 && !isGood) nodes.push(...setup.help.slice(1).map(({ title, url }) => wideOption(url, title)))
  return nodes
}

/** What is offered before anything is typed. */
export function startOptions(id: string, choices: Choices): Node[] {
  const popular = setup.popular.length > 0 ? [group(setup.popularTitle, setup.popular.map(suggestionOption), `${id}-popular`)] : []
  if (!isRemembering()) {
    const remember = () => {
      rememberSearches()
      choices.fill('')
    }
    return [...popular, actionOption('remember', remember, phrase('remember'))]
  }
  const recent = recentSearches().map((text) => actionOption(`recent ${text}`, () => choices.fill(text), element('bdi', {}, text)))
  return [group(phrase('recent'), [...recent, actionOption('forget', choices.forget, phrase('forget'))], `${id}-recent`), ...popular]
}

/** The last word, finished: only while it is being typed. */
function completionOptions({ completions }: SearchAnswer, { fill }: Choices, typed: string): Node[] {
  const [last] = typed.match(/[\p{L}\p{M}\p{N}\u200c]+$/u) ?? []
  if (!last || completions.includes(last.toLowerCase())) return []
  const before = typed.slice(0, -last.length)
  return completions
    .slice(0, COMPLETIONS)
    .map((word) => actionOption(`complete ${word}`, () => fill(`${before}${word} `), element('bdi', {}, before, element('strong', {}, word))))
}

function definitionOption({ term, text, url }: NonNullable<SearchAnswer['definition']>): HTMLElement {
  const children = [element('span', { class: 'search-option-title' }, term), element('span', { class: 'search-option-text search-answer-text' }, text)]
  return url
    ? option(url, {}, ...children)
    : element('div', { class: 'search-option', role: 'option', 'aria-selected': 'false', 'data-key': 'definition' }, ...children)
}

function group(title: string, options: Node[], id: string): HTMLElement {
  const heading = element('div', { class: 'search-group', id, role: 'presentation' }, title)
  return element('div', { role: 'group', 'aria-labelledby': id }, heading, ...options)
}

function resultOption({ url, title, category, excerpt, locale, words }: SearchResult): HTMLElement {
  const made = option(
    url,
    languageAttributes(locale),
    element('span', { class: 'search-option-title' }, markedText(title)),
    element('span', { class: 'search-option-meta' }, languageBadge(locale) ?? category.title),
    element('span', { class: 'search-option-text' }, markedText(excerpt)),
  )
  return carryMarks(made, words)
}

/** The best result, with more of its text. */
function answerOption(result: SearchResult, isAnswer: boolean): HTMLElement {
  const made = resultOption(result)
  made.classList.add('search-option-answer')
  if (isAnswer) made.querySelector('.search-option-meta')?.replaceChildren(element('span', { class: 'search-badge' }, phrase('answer')))
  return made
}

function suggestionOption({ title, url, category, locale }: SearchSuggestion): HTMLElement {
  return option(
    url,
    languageAttributes(locale),
    element('span', { class: 'search-option-title' }, title),
    element('span', { class: 'search-option-meta' }, languageBadge(locale) ?? category),
  )
}

function wideOption(href: string, text: string): HTMLElement {
  const made = option(href, {}, element('span', { class: 'search-option-title' }, text))
  made.classList.add('search-all')
  return made
}

function option(href: string, attributes: Record<string, string>, ...children: Node[]): HTMLElement {
  // A link, so that it opens in a new tab as readers are used to; never a stop for Tab.
  return element(
    'a',
    { href, class: 'search-option', ...attributes, role: 'option', 'aria-selected': 'false', tabindex: '-1', 'data-key': href.replace(/#.*/, '') },
    ...children,
  )
}

/** An option that does something here. */
function actionOption(key: string, act: () => void, ...children: (Node | string)[]): HTMLElement {
  const made = element('div', { class: 'search-option search-action', role: 'option', 'aria-selected': 'false', 'data-key': key }, ...children)
  made.addEventListener('click', act)
  return made
}
