import type { SearchResult } from './contract.ts'
import type { Finds } from './find.ts'
import type { LocaleFindOptions, LocaleIndex } from './locale-index.ts'
import type { OpenedLocale } from './opened-locale.ts'
import { canBeWrittenIn, isWrittenLike } from './scripts.ts'

/** Results shown of each other language. */
const OTHERS = 5
/** Languages of one script that are asked; each has a word list to load, and nobody waits for twenty. */
const MOST_ASKED = 3

/** Other languages of the site, with the search of each. */
export type Others = [locale: string, opened: OpenedLocale][]
type Find = (index: LocaleIndex, text: string, options: LocaleFindOptions) => Promise<Finds>

/** Articles that the fallback languages have with all words of a search, each once. */
export async function askFallbacks(others: Others, text: string, category: string | undefined, isAnswer: (finds: Finds) => boolean): Promise<SearchResult[]> {
  const able = others.filter(([locale]) => canBeWrittenIn(locale, text))
  const found = await Promise.all(
    able.map(async ([, locale]) => {
      const index = await locale.full()
      // Words of the reader's language are not to be taken for misspelled ones of another.
      const finds = await index.find(text, { category, isLiteral: true })
      return finds.hasAllWords || isAnswer(finds) ? index.read(finds.ranked.slice(0, OTHERS), finds.words) : []
    }),
  )
  const byPath = new Map<string, SearchResult>()
  for (const result of found.flat()) if (!byPath.has(result.path)) byPath.set(result.path, result)
  return [...byPath.values()]
}

/** Whether a fallback language has an article with all words of a search, as they are written. Readers know it better than any other language of the site. */
export async function hasAllWords(fallbacks: Others, text: string, category: string | undefined): Promise<boolean> {
  const able = fallbacks.filter(([locale]) => isWrittenLike(locale, text))
  const found = await Promise.all(able.map(async ([, locale]) => (await locale.full()).find(text, { category, isLiteral: true })))
  return found.some((finds) => finds.ranked.length > 0 && finds.hasAllWords)
}

/**
 * What answers a search that is written in another language of the site than the page: one of another script, or one of the same script of whose
 * words the page's own language lacks most. The best answer's language is taken for that of the search.
 */
export async function askForeign(
  foreign: Others,
  own: string,
  text: string,
  find: Find,
  category: string | undefined,
  lacksMost: boolean,
  isAnswer: (finds: Finds) => boolean,
): Promise<SearchResult[]> {
  const isOwnScript = isWrittenLike(own, text)
  if (isOwnScript && !lacksMost) return []
  const able = foreign.filter(([locale]) => isWrittenLike(locale, text)).slice(0, MOST_ASKED)
  const answers = await Promise.all(
    able.map(async ([, locale]) => {
      const index = await locale.full()
      // Words of the same script are not to be taken for misspelled ones of another language.
      return { index, finds: await find(index, text, { category, isLiteral: isOwnScript }) }
    }),
  )
  const [best] = answers.filter(({ finds }) => isAnswer(finds)).sort((a, b) => b.finds.confidence - a.finds.confidence)
  return best ? best.index.read(best.finds.ranked.slice(0, OTHERS), best.finds.words) : []
}
