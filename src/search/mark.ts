import type { TextPiece } from './contract.ts'

const WORD = /[\p{L}\p{N}\p{M}\u200c]+/gu
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** A word as it is compared: without case, accents, vowel points and joiners. */
export function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}\u200c\u200d]/gu, '')
    .toLowerCase()
}

/** The words of a search, folded, without repeats. */
export function queryWords(text: string): string[] {
  return [...new Set((text.match(WORD) ?? []).map(foldWord).filter(Boolean))]
}

/** Marks the words of a text that a search means: those that begin with a searched word, or share its stem. */
export function markWords(text: string, words: string[]): TextPiece[] {
  const ranges: [number, number][] = []
  for (const match of text.matchAll(WORD)) {
    const folded = foldWord(match[0])
    if (UNSPACED.test(folded)) {
      for (const word of words) {
        const at = match[0].toLowerCase().indexOf(word)
        if (at >= 0) ranges.push([match.index + at, match.index + at + word.length])
      }
    } else if (words.some((word) => meansWord(match[0], word))) ranges.push([match.index, match.index + match[0].length])
  }
  return cut(
    text,
    ranges.sort((a, b) => a[0] - b[0]),
  )
}

/** Whether a text has a word that begins with the searched one or shares its stem. */
export function meansWord(text: string, searched: string): boolean {
  if (UNSPACED.test(searched)) return foldWord(text).includes(searched)
  // Compounds are found by their parts and as a whole: e-mail, می‌خواهید, editLink.
  const parts = text.split(/[^\p{L}\p{N}\p{M}]+|(?<=\p{Ll})(?=\p{Lu})/u)
  return [...parts, text.replace(/[^\p{L}\p{N}\p{M}]+/gu, '')].some((part) => isMeant(foldWord(part), searched))
}

/** Words of one stem differ in a few last letters: “pricing” means “price”, “running” means “run”. One letter means that letter. */
function isMeant(word: string, searched: string): boolean {
  if (searched.length < 2) return word === searched
  if (word.startsWith(searched)) return true
  let same = 0
  while (same < word.length && word[same] === searched[same]) same++
  const isWhole = same === word.length && same >= 3
  return (isWhole && searched.length - same <= 4) || (same >= 4 && word.length - same <= 3 && searched.length - same <= 3)
}

/** Reads Pagefind's excerpt, whose only tag is `<mark>`, and leaves punctuation unmarked. */
export function readExcerpt(excerpt: string): TextPiece[] {
  const text = excerpt
    .replace(/^…\s+/, '…')
    .replace(/\s+…$/, '…')
    .split(/(<\/?mark>)/)
  const pieces: TextPiece[] = []
  let isMarked = false
  for (const part of text) {
    if (part === '<mark>' || part === '</mark>') {
      isMarked = part === '<mark>'
      continue
    }
    const plain = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    const [, before = '', word = '', after = ''] = (isMarked && /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(plain)) || []
    if (word) pieces.push({ text: before, isMarked: false }, { text: word, isMarked: true }, { text: after, isMarked: false })
    else pieces.push({ text: plain, isMarked: false })
  }
  return join(pieces)
}

function cut(text: string, ranges: [number, number][]): TextPiece[] {
  const pieces: TextPiece[] = []
  let position = 0
  for (const [from, to] of ranges) {
    if (from < position) continue
    pieces.push({ text: text.slice(position, from), isMarked: false }, { text: text.slice(from, to), isMarked: true })
    position = to
  }
  return join([...pieces, { text: text.slice(position), isMarked: false }])
}

/** Joins neighbours of one kind. */
function join(pieces: TextPiece[]): TextPiece[] {
  const joined: TextPiece[] = []
  for (const piece of pieces) {
    if (!piece.text) continue
    const last = joined.at(-1)
    if (last?.isMarked === piece.isMarked) last.text += piece.text
    else joined.push({ ...piece })
  }
  return joined
}
