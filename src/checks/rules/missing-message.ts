import { PLURAL_SUFFIX } from '../../languages/messages.ts'
import { baseKey, placeFor } from '../message-files.ts'
import type { Rule } from '../rule.ts'

/** An interface text that a language lacks: a page that needs it cannot be built. */
export const missingMessage: Rule = {
  id: 'missing-message',
  severity: 'error',
  check(content, report) {
    const { reference, files } = content.messages
    for (const file of files) {
      if (!file.exists) {
        report(file, `There are no interface texts for "${file.locale}". Copy ${reference.file} to this file and translate it.`, { line: 1 })
        continue
      }
      for (const { message, place } of file.problems) report(file, message, place)
      if (file.problems.length > 0) continue
      const present = new Set([...file.messages.keys()].map(baseKey))
      for (const { key, text } of reference.messages.values()) {
        // Forms of a plural are looked at by message-plural, once the text exists at all.
        const isMissing = PLURAL_SUFFIX.test(key) ? !present.has(baseKey(key)) && key.endsWith('_other') : !file.messages.has(key)
        if (isMissing) report(file, `The text "${baseKey(key)}" is missing. Add it; in English it is "${text}".`, placeFor(file, key))
      }
    }
  },
}
