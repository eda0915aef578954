import { findLooseReferences } from '../../articles/markdown-slips.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** `[text][name]` or `[^name]` without its line `[name]: …`: readers see the brackets, and no link. */
export const unresolvedReference: Rule = {
  id: 'unresolved-reference',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const passage of text.passages) {
        for (const { index, text: written, name, isNote } of findLooseReferences(passage.source)) {
          const known = [...text.source.source.matchAll(/^[ \t>]*\[(\^?)([^\]]+)\]:/gm)].filter(([, sign]) => (sign === '^') === isNote)
          const near = didYouMean(
            findNearest(
              name.toLowerCase(),
              known.map(([, , id]) => (id ?? '').toLowerCase()),
            ),
          )
          const message = isNote
            ? `There is no note "${name}", so readers see the signs.${near} Add a line of its own, [^${name}]: the note, or write \\${written}.`
            : `"${written}" is no link, because nothing says where "${name}" leads.${near} Write the address after the words, [words](../category/article.mdx), or add a line [${name}]: and the address. If the brackets are meant, write \\${written}.`
          report(text, message, passage.placeOf(index))
        }
      }
    }
  },
}
