import { countTypos } from './distance.ts'

/** Shorter words, such as “an” and “my”, come and go in addresses. */
const SHORTEST_WORD = 3

/** The parts of an address that was not found, as addresses of this site would write them; without the locale and the extension. */
export function addressParts(address: string, prefix: string): string[] {
  const own = prefix && address.startsWith(`${prefix}/`) ? address.slice(prefix.length) : address
  return decode(own)
    .toLowerCase()
    .split('/')
    .map((part) =>
      part
        .replace(/\.\w{2,5}$/, '')
        .replace(/[\s_+.]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter((part) => part !== '' && part !== 'index')
}

/**
 * Articles (`category/slug`) whose address is near one that was not found, the nearest first: by letters in the slug, wherever in the address it
 * stands; where none is, by the words in it. None when all are far: a wrong guess costs the reader more than no guess.
 */
export function findNearAddresses<Candidate extends { path: string }>(parts: string[], candidates: Candidate[], limit: number): Candidate[] {
  const byLetters = rank(candidates, (category, slug) => compareLetters(parts, category, slug))
  const [nearest] = byLetters
  if (!nearest)
    return rank(candidates, (_category, slug) => compareWords(parts, slug))
      .slice(0, limit)
      .map(({ candidate }) => candidate)
  // Beside the article that was meant, one with two more wrong letters is another.
  return byLetters
    .filter(({ distance }) => distance < nearest.distance + 2)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function rank<Candidate extends { path: string }>(candidates: Candidate[], compare: (category: string, slug: string) => number | undefined) {
  return candidates
    .flatMap((candidate) => {
      const [category = '', slug = ''] = candidate.path.split('/')
      const distance = compare(category, slug)
      return distance === undefined ? [] : [{ candidate, distance }]
    })
    .sort((a, b) => a.distance - b.distance || (a.candidate.path < b.candidate.path ? -1 : 1))
}

/** Wrong letters; half of one more where the category is another. */
function compareLetters(parts: string[], category: string, slug: string): number | undefined {
  const most = Math.max(1, Math.min(4, Math.ceil(slug.length / 4)))
  const typos = Math.min(...parts.map((part) => countTypos(part, slug, most)))
  return typos > most ? undefined : typos + (parts.includes(category) ? 0 : 0.5)
}

/** The share of words that only one of the two has; undefined when it is half of them or more. */
function compareWords(parts: string[], slug: string): number | undefined {
  const own = wordsOf(slug)
  const shares = parts.map((part) => {
    const words = wordsOf(part)
    const common = words.filter((word) => own.some((other) => countTypos(word, other, 1) <= (word.length > 4 ? 1 : 0))).length
    return 1 - common / Math.max(words.length, own.length, 1)
  })
  const least = Math.min(...shares)
  return least < 0.5 ? least : undefined
}

const wordsOf = (part: string) => part.split('-').filter((word) => word.length >= SHORTEST_WORD)

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
