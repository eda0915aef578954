import type { BlockKind } from './contract.ts'

/** What alignment looks at. */
export interface Alignable {
  kind: BlockKind
  text: string
}

/** Kinds that translators turn into each other. */
const FAMILY: Record<BlockKind, string> = {
  title: 'title',
  description: 'description',
  question: 'question',
  heading: 'heading',
  paragraph: 'text',
  item: 'text',
  cell: 'cell',
  code: 'code',
  property: 'property',
  component: 'component',
}

/**
 * Pairs the blocks of an original with those of its translation: for each block of the first list the index in the second, or undefined.
 * Equal structures pair one to one. Otherwise the pairing that keeps the order and scores highest (Needleman–Wunsch): kinds that agree, and what
 * languages share: addresses, code, numbers, names in Latin letters.
 */
export function alignBlocks(originals: readonly Alignable[], translations: readonly Alignable[]): (number | undefined)[] {
  if (originals.length === translations.length && originals.every(({ kind }, index) => FAMILY[kind] === FAMILY[translations[index]!.kind])) {
    return originals.map((_, index) => index)
  }
  const marks = [originals, translations].map((blocks) => blocks.map(({ text }) => marksOf(text)))
  const width = translations.length + 1
  const best = new Float64Array((originals.length + 1) * width)
  const score = (i: number, j: number) => scoreOf(originals[i]!, translations[j]!, marks[0]![i]!, marks[1]![j]!)
  for (let i = originals.length - 1; i >= 0; i--) {
    for (let j = translations.length - 1; j >= 0; j--) {
      best[i * width + j] = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!, score(i, j) + best[(i + 1) * width + j + 1]!)
    }
  }
  const result: (number | undefined)[] = originals.map(() => undefined)
  for (let i = 0, j = 0; i < originals.length && j < translations.length; ) {
    const here = best[i * width + j]!
    const paired = score(i, j)
    if (paired > 0 && here === paired + best[(i + 1) * width + j + 1]!) result[i++] = j++
    else if (here === best[(i + 1) * width + j]!) i++
    else j++
  }
  return result
}

function scoreOf(original: Alignable, translation: Alignable, left: Set<string>, right: Set<string>): number {
  if (FAMILY[original.kind] !== FAMILY[translation.kind]) return 0
  let shared = 0
  for (const mark of left) if (right.has(mark)) shared++
  const union = left.size + right.size - shared
  const lengths = [original.text.length, translation.text.length].sort((a, b) => a - b)
  return 2 + (original.kind === translation.kind ? 0.5 : 0) + (union === 0 ? 1 : (3 * shared) / union) + lengths[0]! / Math.max(1, lengths[1]!)
}

const marksOf = (text: string) => new Set(text.match(/[A-Za-z0-9_/.#-]{2,}/g) ?? [])
