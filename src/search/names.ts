import type { WordFinds } from './found.ts'

const LATIN = /\p{Script=Latin}/u

/** Latin words in a text of another script: names of products, files and options, which other languages write the same. */
export function findNames(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}_.'’\u200c-]+/gu) ?? []
  const names = words.flatMap((word) => word.match(/[\p{Script=Latin}\p{N}_.'’-]*\p{Script=Latin}[\p{Script=Latin}\p{N}_.'’-]*/u) ?? [])
  return /[^\p{Script=Latin}\P{L}]/u.test(text) ? names.join(' ') : ''
}

/** Whether no article is about a name: has it in its title, questions, headings or the like. One may mention it. */
export function lacksName(words: WordFinds[]): boolean {
  const isIn = ({ tokens }: WordFinds) =>
    tokens.some(({ reason, results }) => reason !== 'alike' && reason !== 'corrected' && results.some(({ fields }) => fields > 0))
  return words.some((word) => LATIN.test(word.word) && !isIn(word))
}
