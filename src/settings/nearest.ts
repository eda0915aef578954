import { closest, distance } from 'fastest-levenshtein'

/** The known word that a misspelt one most likely meant, if any is near enough. */
export function findNearest(word: string, known: Iterable<string>): string | undefined {
  const candidates = [...known]
  if (candidates.length === 0) return undefined
  const sorted = sortLetters(word)
  const swapped = candidates.find((candidate) => candidate.length === word.length && sortLetters(candidate) === sorted)
  if (swapped !== undefined) return swapped
  const near = closest(word, candidates)
  // Any two words of two letters are two changes apart: "de" is no slip of "en".
  const limit = word.length <= 3 ? 1 : Math.max(2, word.length / 3)
  return distance(word, near) <= limit ? near : undefined
}

const sortLetters = (word: string) => [...word].sort().join('')

/** The article a mistyped `category/slug` most likely meant: the same slug elsewhere, else the nearest path. */
export function findNearestPath(path: string, paths: Iterable<string>): string | undefined {
  const known = [...paths]
  const slug = path.split('/').at(-1) ?? path
  const moved = known.find((candidate) => candidate.endsWith(`/${slug}`))
  if (moved) return moved
  const near = findNearest(path, known)
  if (near) return near
  const bySlug = findNearest(slug, new Set(known.map((candidate) => candidate.split('/')[1] ?? '')))
  return bySlug && known.find((candidate) => candidate.endsWith(`/${bySlug}`))
}

/** A sentence for a message: ` Did you mean "x"?`, or nothing. */
export const didYouMean = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean "${near}"?`)
