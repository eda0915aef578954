import { Analyser } from './analysis.ts'
import { packCommonWords } from './common-words.ts'
import { loadStems } from './stems/load.ts'

/** What searches with the same words have in common, whatever their order and form. */
export interface WordGroup {
  /** The same for all of them: stems in alphabetical order. */
  key: string
  /** The words themselves, folded, in the order of this search, without those that say little. */
  words: string[]
}

/**
 * Groups the searches of a language by their words as the search itself knows them: “returning a parcel” and “parcel returns” are one. It goes as
 * far as words allow; synonyms are not followed, because the site's own lists are for finding and not for counting.
 */
export type GroupWords = (locale: string) => Promise<(query: string) => WordGroup>

export function createWordGroups(): GroupWords {
  const known = new Map<string, Promise<(query: string) => WordGroup>>()
  return (locale) => {
    const group = known.get(locale) ?? openGroups(locale)
    known.set(locale, group)
    return group
  }
}

async function openGroups(locale: string): Promise<(query: string) => WordGroup> {
  const stems = await loadStems(locale)
  const analyser = new Analyser(locale, stems, packCommonWords(new Analyser(locale, stems)))
  return (query) => {
    const terms = analyser.read(query).filter(({ isWhole }) => !isWhole)
    const telling = terms.filter(({ folded }) => !analyser.isCommon(folded))
    const used = telling.length > 0 ? telling : terms
    const key = [...new Set(used.map(({ token }) => token))].sort().join(' ')
    // A search without any word, such as “???”, is itself.
    return key === '' ? { key: query, words: [query] } : { key, words: [...new Set(used.map(({ folded }) => folded))] }
  }
}
