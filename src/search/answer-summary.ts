import type { SearchAnswer } from './contract.ts'
import { countPhrase, phrase, setup } from './page-setup.ts'
import { element } from './result-elements.ts'

/**
 * One line about an answer: how many results, what was changed to find them, or that nothing fits. `searchLiterally` asks for the words as they were
 * typed. With spaces between the parts, so that a screen reader reads what is seen.
 */
export function summaryOf(answer: SearchAnswer, searchLiterally: () => void): Node[] {
  return partsOf(answer, searchLiterally).flatMap((part, index) => (index === 0 ? [part] : [new Text(' '), part]))
}

function partsOf(answer: SearchAnswer, searchLiterally: () => void): Node[] {
  const { query, total, otherLanguages, corrected, isGood, hasAllWords } = answer
  const count = total + otherLanguages.length
  if (count === 0) return [line(`${phrase('none', query.text)}.`)]
  if (corrected.length > 0) {
    const instead = element('button', { type: 'button', class: 'search-instead' }, phrase('instead', query.text))
    instead.addEventListener('click', searchLiterally)
    return [line(`${countPhrase(count)} ·`), line(phrase('corrected', correctedText(query.text, corrected))), instead]
  }
  if (total > 0 && !isGood) return [line(phrase('weak')), ...setup.help.slice(1).map(({ title, url }) => element('a', { href: url }, title))]
  if (!hasAllWords) return [line(`${countPhrase(count)} ·`), line(phrase('some'))]
  return [line(countPhrase(count))]
}

function line(text: string): HTMLElement {
  return element('span', {}, text)
}

/** The reader's text with the words it was taken for. */
function correctedText(text: string, corrected: SearchAnswer['corrected']): string {
  let result = text
  for (const { from, to } of corrected) {
    const place = result.toLowerCase().indexOf(from.toLowerCase())
    result = place < 0 ? `${result} ${to}` : result.slice(0, place) + to + result.slice(place + from.length)
  }
  return result
}
