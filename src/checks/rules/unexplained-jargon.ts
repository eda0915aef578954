import { chosenWords, wholeWord } from '../listed-words.ts'
import type { Rule } from '../rule.ts'

/** A word that content/wording/<locale>.yml calls jargon and the glossary does not explain. */
export const unexplainedJargon: Rule = {
  id: 'unexplained-jargon',
  severity: 'warning',
  check(content, report) {
    const byLocale = new Map(
      [...content.tree.wording].map(([locale, { jargon }]) => {
        const terms = (content.tree.glossary.get(locale) ?? []).map(({ term }) => term)
        const open = jargon.map((word) => ({ word, pattern: wholeWord(word) })).filter(({ pattern }) => !terms.some((term) => pattern.test(term)))
        return [locale, open]
      }),
    )
    for (const article of content.articles) {
      for (const { word, pattern } of byLocale.get(article.locale) ?? []) {
        // One finding for an article: whoever adds the word to the glossary is done with all of it.
        for (const passage of article.passages) {
          const match = pattern.test(passage.words) ? pattern.exec(chosenWords(passage)) : undefined
          if (!match) continue
          const [glossary, wording] = [content.fileName(`glossary/${article.locale}.yml`), content.fileName(`wording/${article.locale}.yml`)]
          const message = `"${match[0]}" is jargon, and ${glossary} does not explain it. Add it there and mark it with <Term>, or write what readers say ("jargon" in ${wording}, "${word}").`
          report(article, message, passage.placeOf(match.index))
          break
        }
      }
    }
  },
}
