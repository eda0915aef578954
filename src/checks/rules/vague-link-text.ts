import type { Rule } from '../rule.ts'
import { VAGUE_LINKS } from '../vague-links.ts'

/** A link called “here”: somebody who goes from link to link does not learn where it leads (WCAG 2.2, success criterion 2.4.4). */
export const vagueLinkText: Rule = {
  id: 'vague-link-text',
  severity: 'warning',
  check(content, report) {
    const plain = (text: string) =>
      text
        .normalize('NFKC')
        .replace(/[\s.,:;!?…»›>→←"“”„()]+/gu, ' ')
        .trim()
        .toLowerCase()
    const byLocale = new Map<string, Set<string>>()
    for (const locale of new Set(content.texts.map((text) => text.locale))) {
      const known = VAGUE_LINKS[locale] ?? VAGUE_LINKS[locale.split('-')[0] ?? ''] ?? []
      byLocale.set(locale, new Set([...known, ...(content.tree.wording.get(locale)?.vagueLinks ?? [])].map(plain)))
    }
    for (const text of content.texts) {
      const vague = byLocale.get(text.locale)
      for (const { words, place } of text.links) {
        if (words !== undefined && vague?.has(plain(words)))
          report(text, `The link "${words}" does not say where it leads. Make the words of the link those of the page behind it.`, place)
      }
    }
  },
}
