import { readLink } from '../../articles/links.ts'
import type { Rule } from '../rule.ts'
import { writeLink } from '../article-link.ts'

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
        report(text, `This link goes to ${shown}, ${consequence}. Write ${right} and every language finds its own copy.`, place)
      }
    }
  },
}
