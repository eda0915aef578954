import { PLURAL_SUFFIX } from '../../languages/messages.ts'
import { baseKey } from '../message-files.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** An interface text that no page asks for: an update took it away, or its key is misspelt. It does no harm. */
export const unknownMessage: Rule = {
  id: 'unknown-message',
  severity: 'warning',
  check(content, report) {
    const { reference, files } = content.messages
    const plurals = new Set([...reference.messages.keys()].filter((key) => PLURAL_SUFFIX.test(key)).map(baseKey))
    const known = new Set([...reference.messages.keys(), ...plurals])
    for (const file of files) {
      const categories = new Intl.PluralRules(file.locale).resolvedOptions().pluralCategories
      for (const message of file.messages.values()) {
        const { key } = message
        const category = plurals.has(baseKey(key)) ? PLURAL_SUFFIX.exec(key)?.[1] : undefined
        if (category === undefined && reference.messages.has(key)) continue
        if (category === undefined) {
          report(
            file,
            `The product has no text "${key}" any more.${didYouMean(findNearest(key, known))} Remove it, or correct the key. Keys are listed in ${reference.file}.`,
            message.place,
          )
          // English articles have both forms; a form that i18next may be asked for with an exact zero is never wrong.
        } else if (category !== 'zero' && !(categories as string[]).includes(category)) {
          report(
            file,
            `This language has no plural form "${category}", so "${key}" is never used. Remove it; the forms are ${categories.join(', ')}.`,
            message.place,
          )
        }
      }
    }
  },
}
