import { PLURAL_SUFFIX } from '../../languages/messages.ts'
import { baseKey, placeFor } from '../message-files.ts'
import type { Rule } from '../rule.ts'

/** An interface text that neither the content nor the product has in a language: a page that needs it cannot be built. */
export const missingMessage: Rule = {
  id: 'missing-message',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const { reference, files } = content.messages
    for (const file of files) {
      if (!file.exists) {
        report(file, `There are no interface texts for "${file.locale}". Copy ${reference.file} to this file and translate it.`, { line: 1 })
        continue
      }
      // What it lacks cannot be known before it can be read.
      if (file.problems.length > 0) continue
      const present = new Set([...file.known].map(baseKey))
      for (const { key, text } of reference.messages.values()) {
        // Forms of a plural are looked at by message-plural, once the text exists at all.
        const isMissing = PLURAL_SUFFIX.test(key) ? !present.has(baseKey(key)) && key.endsWith('_other') : !file.known.has(key)
        if (isMissing) report(file, `The text "${baseKey(key)}" is missing. Add it; in English it is "${text}".`, placeFor(file, key))
      }
    }
  },
}
