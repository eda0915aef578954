import { readLink } from '../../articles/links.ts'
import type { Rule } from '../rule.ts'
import { writeLink } from '../article-link.ts'
import type { Fix, Place } from '../contract.ts'
import type { CheckedText } from '../text.ts'

/** A link that names a language: readers of any other language would be taken out of theirs. */
export const linkLeavesLocale: Rule = {
  id: 'link-leaves-locale',
  severity: 'error',
  check(content, report) {
    const languages = new Intl.DisplayNames(['en'], { type: 'language' })
    const reader = (code: string) => `${/^[AEIOU]/.test(languages.of(code) ?? code) ? 'an' : 'a'} ${languages.of(code) ?? code} reader`
    for (const text of content.texts) {
      for (const { address, place } of text.links) {
        const { target, locale } = readLink(address, { category: text.category }, content.locales)
        if (locale === undefined) continue
        const hash = 'hash' in target ? target.hash : ''
        const path = 'path' in target ? target.path : ''
        const right = (target.kind === 'article' ? writeLink(path, text.category) : path) + hash
        const shown = `/${locale}/${path.replace(/^\/|\/$/g, '')}`
        const other = locale === text.locale ? content.locales.find((code) => code !== locale) : text.locale
        const consequence = other === undefined ? 'which names a language' : `so ${reader(other)} would land in ${languages.of(locale) ?? locale}`
        report(
          text,
          `This link goes to ${shown}, ${consequence}. Write ${right} and every language finds its own copy.`,
          place,
          undefined,
          findFix(text, address, right, place),
        )
      }
    }
  },
}

/** The address where it stands, when the link is on one line. */
function findFix(text: CheckedText, address: string, right: string, { line, column = 1 }: Place): Fix | undefined {
  const written = text.source.source.split('\n')[line - 1] ?? ''
  const index = Math.max(written.indexOf(`(${address})`, column - 1), written.indexOf(`"${address}"`, column - 1))
  return index < 0 ? undefined : { line, column: index + 2, remove: address, insert: right }
}
