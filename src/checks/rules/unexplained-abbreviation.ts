import type { Rule } from '../rule.ts'

/** Two to six capital letters, such as SLA. */
const ABBREVIATION = /(?<![\p{L}\p{N}_/.-])\p{Lu}{2,6}(?![\p{L}\p{N}_/-])/gu
/** Read by everybody who uses a device, in any language. */
const COMMON = new Set(
  'PDF URL USB PIN SMS ID OK FAQ TV PC GPS QR CSV ZIP PNG JPEG JPG SVG GIF HTML CSS XML JSON YAML HTTP HTTPS WWW CD DVD UTC API AM PM'.split(' '),
)

/** An abbreviation that neither the article nor the glossary explains. */
export const unexplainedAbbreviation: Rule = {
  id: 'unexplained-abbreviation',
  severity: 'off',
  check(content, report) {
    for (const article of content.articles) {
      const glossary = (content.tree.glossary.get(article.locale) ?? []).map(({ term }) => term).join(' ')
      const known = new Set([...COMMON, ...(content.tree.wording.get(article.locale)?.known ?? []), ...(glossary.match(ABBREVIATION) ?? [])])
      const all = article.passages.map(({ words }) => words).join('\n')
      for (const passage of article.passages) {
        for (const match of passage.source.matchAll(ABBREVIATION)) {
          const [letters] = match
          if (known.has(letters)) continue
          known.add(letters)
          // Explained where it stands: “service level agreement (SLA)”, or the other way round.
          if (new RegExp(`\\(${letters}\\)|${letters}\\s*\\(`, 'u').test(all)) continue
          const message = `"${letters}" is explained neither here nor in ${content.fileName(`glossary/${article.locale}.yml`)}. Add it to the glossary, write it out once with (${letters}) behind it, or list it as "known" in ${content.fileName(`wording/${article.locale}.yml`)}.`
          report(article, message, passage.placeOf(match.index))
        }
      }
    }
  },
}
