import type { Rule } from '../rule.ts'

/** Lines that one finding names. */
const SHOWN = 8

/** A part of a translation that is still in the language of the original. One finding for an article: whoever sees the first line knows what to do. */
export const untranslatedBlock: Rule = {
  id: 'untranslated-block',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, untranslated } of content.translationStatuses) {
      const [first] = untranslated
      if (!first) continue
      const { name, original } = content.languageNames(locale)
      const lines = [...new Set(untranslated.map(({ line }) => line))]
      const others = lines.length > 1 ? ` and on line ${lines.slice(1, SHOWN).join(', ')}${lines.length > SHOWN ? ' …' : ''}` : ''
      report({ file }, `This is in ${original}${others}: "${shorten(first.words)}". Translate it, so that readers of ${name} do not meet another language.`, {
        line: first.line,
      })
    }
  },
}

const shorten = (text: string) => {
  const joined = text.replace(/\s+/g, ' ').trim()
  return joined.length > 60 ? `${joined.slice(0, 59)}…` : joined
}
