import { PLURAL_SUFFIX } from '../../languages/messages.ts'
import { baseKey, variablesOf } from '../message-files.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** Variables every text may use, whether English does or not. */
const SHARED = new Set(['company', 'site'])

/** An interface text that lacks a variable of the English one, or has one that no page gives. */
export const messageVariables: Rule = {
  id: 'message-variables',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const { reference, files } = content.messages
    const expected = new Map<string, Set<string>>()
    for (const { key, text } of reference.messages.values()) {
      const base = baseKey(key)
      expected.set(base, new Set([...(expected.get(base) ?? []), ...variablesOf(text)]))
    }
    for (const file of files) {
      for (const message of file.messages.values()) {
        const { key, text } = message
        const wanted = expected.get(baseKey(key))
        if (!wanted) continue
        const present = variablesOf(text)
        for (const name of present) {
          if (wanted.has(name) || SHARED.has(name)) continue
          const known = wanted.size === 0 ? 'English has none here.' : `English has ${[...wanted].map((each) => `{{${each}}}`).join(', ')}.`
          report(file, `The text "${key}" asks for {{${name}}}, which no page gives.${didYouMean(findNearest(name, wanted))} ${known}`, message.place)
        }
        for (const name of wanted) {
          // "No results" and "two results" may say the number in words.
          if (present.has(name) || (name === 'count' && PLURAL_SUFFIX.test(key))) continue
          report(file, `The text "${key}" lacks {{${name}}}. Put it where the value belongs.`, message.place)
        }
      }
    }
  },
}
