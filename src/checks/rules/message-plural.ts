import { PLURAL_SUFFIX } from '../../languages/messages.ts'
import { baseKey } from '../message-files.ts'
import type { Rule } from '../rule.ts'

/** A plural form that a language needs and a text lacks: some numbers would get wrong grammar, without any error. */
export const messagePlural: Rule = {
  id: 'message-plural',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const { reference, files } = content.messages
    const plurals = new Set([...reference.messages.keys()].filter((key) => PLURAL_SUFFIX.test(key)).map(baseKey))
    for (const file of files) {
      const categories = new Intl.PluralRules(file.locale).resolvedOptions().pluralCategories
      const withForms = [...file.messages.values()].filter(({ key }) => PLURAL_SUFFIX.test(key))
      for (const [base, forms] of Map.groupBy(withForms, ({ key }) => baseKey(key))) {
        if (!plurals.has(base)) continue
        const missing = categories.filter((category) => !file.known.has(`${base}_${category}`))
        if (missing.length === 0) continue
        report(
          file,
          `The text "${base}" lacks the plural ${missing.length === 1 ? 'form' : 'forms'} ${missing.map((category) => `"${base.split('.').at(-1)}_${category}"`).join(', ')}. This language needs ${categories.join(', ')}.`,
          forms[0]!.place,
        )
      }
    }
  },
}
