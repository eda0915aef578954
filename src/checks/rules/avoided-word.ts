import type { Rule } from '../rule.ts'

/** A word that content/wording/<locale>.yml asks writers not to use. */
export const avoidedWord: Rule = {
  id: 'avoided-word',
  severity: 'warning',
  check(content, report) {
    const byLocale = new Map([...content.tree.wording].map(([locale, { avoid }]) => [locale, Object.entries(avoid).map(makePattern)]))
    for (const text of content.texts) {
      for (const { pattern, word, instead } of byLocale.get(text.locale) ?? []) {
        for (const passage of text.passages) {
          if (!pattern.test(passage.words)) continue
          // Neither code nor an address is the writer's choice of words.
          const prose = passage.raw.replace(/`[^`]*`|\]\([^)]*\)|<[^>]*>/g, (signs) => ' '.repeat(signs.length))
          for (const match of prose.matchAll(new RegExp(pattern, 'giu')))
            report(
              text,
              `"${match[0]}" is a word to avoid. Write instead: ${instead} (content/wording/${text.locale}.yml, "${word}").`,
              passage.placeOf(match.index),
            )
        }
      }
    }
  },
}

/** The whole word or phrase, in small or capital letters. */
function makePattern([word, instead]: [string, string]): { pattern: RegExp; word: string; instead: string } {
  const body = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'iu'), word, instead }
}
