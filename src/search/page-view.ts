import { summaryOf } from './answer-summary.ts'
import type { SearchAnswer } from './contract.ts'
import { root } from './page-address.ts'
import { phrase } from './page-setup.ts'
import { answerCard, definitionCard, resultItem } from './result-elements.ts'

const part = <Found extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<Found>(selector) as Found
const summary = part('.search-summary')
const found = part('.search-found')
const best = part('[data-best]')
const list = part('[data-results]')
const others = part('[data-others]')
const more = part('[data-more]')
const help = part('[data-help]')
const retry = part('[data-retry]')
const widen = part('[data-widen]')

/** Nothing is asked: every article by category. */
export function hideAnswer(): void {
  root.dataset['asked'] = 'false'
  root.removeAttribute('data-busy')
  summary.replaceChildren()
  found.hidden = help.hidden = true
}

/** Says that it takes a moment; what was found before stays. */
export function showWaiting(): void {
  root.setAttribute('data-busy', '')
  summary.textContent = phrase('loading')
}

/** Shows an answer; `searchLiterally` asks again for the words as they were typed. A link that has the focus keeps it. */
export function showAnswer(answer: SearchAnswer, searchLiterally: () => void): void {
  const { query, results, total, otherLanguages, definition } = answer
  const isFirst = answer.stage === 'first'
  const count = total + otherLanguages.length
  const isEmpty = count === 0 && !definition
  const focused = document.activeElement instanceof HTMLAnchorElement && found.contains(document.activeElement) ? document.activeElement.href : undefined
  root.removeAttribute('data-busy')
  root.dataset['asked'] = String(!isEmpty)
  const [first, ...rest] = results
  best.replaceChildren(...(definition ? [definitionCard(definition)] : []), ...(first ? [answerCard(first, answer.best)] : []))
  list.replaceChildren(...rest.map(resultItem))
  part('[data-others] ol').replaceChildren(...otherLanguages.map(resultItem))
  if (focused) [...found.querySelectorAll('a')].find(({ href }) => href === focused)?.focus()
  found.hidden = isEmpty
  others.hidden = otherLanguages.length === 0
  more.hidden = isFirst || total <= results.length
  summary.replaceChildren(...(isFirst ? [] : summaryOf(answer, searchLiterally)))
  if (isEmpty) summary.append(' ', phrase('noneHint'))
  summary.classList.toggle('search-none', isEmpty)
  help.hidden = !isEmpty
  retry.hidden = true
  widen.hidden = !query.category
}

/** The index did not arrive: another try, and every article by category unless the first stage found some. */
export function showFailure(hasResults: boolean): void {
  root.removeAttribute('data-busy')
  root.dataset['asked'] = String(hasResults)
  summary.textContent = phrase('failed')
  found.hidden = !hasResults
  widen.hidden = true
  help.hidden = retry.hidden = false
}
