import { createHash } from 'node:crypto'
import { RESERVED_ADDRESSES } from '../reserved.ts'

/** Latin letters that are not a base letter with a mark. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }

/** An address for a name: as it is when that is possible; a name in another script gets a short digest, always the same. */
export function makeSlug(name: string, without: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? '')
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
    .replace(/-+$/, '')
  // Letters that had to go may be all that tells two names apart.
  const lostLetters = /[\p{L}\p{N}]/u.test(plain.replace(/[a-z0-9]/g, ''))
  if (slug !== '' && !lostLetters) return slug
  return `${slug || without}-${digest(name)}`
}

/** Addresses for names, no two the same. Names that are addresses already keep theirs. */
export function makeSlugs(names: Iterable<string>, without: string, isTaken: (slug: string) => boolean = () => false): Map<string, string> {
  const slugs = new Map<string, string>()
  const used = new Set<string>()
  const sorted = [...new Set(names)].sort()
  for (const keep of [true, false]) {
    for (const name of sorted) {
      const slug = makeSlug(name, without)
      if ((slug === name) !== keep) continue
      let free = isTaken(slug) ? `${slug}-${without}s` : slug
      if (used.has(free)) free = `${slug}-${digest(name)}`
      used.add(free)
      slugs.set(name, free)
    }
  }
  return slugs
}

/** Addresses of categories stay clear of those the site uses itself. */
export function makeCategoryIds(names: Iterable<string>, locales: readonly string[]): Map<string, string> {
  return makeSlugs(names, 'article', (slug) => RESERVED_ADDRESSES.has(slug) || locales.includes(slug))
}

/** Eight hex digits that name a text. */
export function digest(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
