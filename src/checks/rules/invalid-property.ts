import type * as z from 'zod'
import { COMPONENTS } from '../../articles/components/registry.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A property that is missing or has a value its component cannot use; the component would not be shown. */
export const invalidProperty: Rule = {
  id: 'invalid-property',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { name, props, place } of text.tags) {
        const result = COMPONENTS.get(name)?.props.safeParse(props)
        for (const issue of result?.error?.issues ?? []) {
          const property = String(issue.path[0] ?? '')
          // Other rules say these better.
          if (issue.code === 'unrecognized_keys' || (property === 'alt' && props['alt'] === undefined)) continue
          report(text, explain(name, property, props[property], issue), place)
        }
      }
    }
  },
}

function explain(component: string, property: string, value: unknown, issue: z.core.$ZodIssue): string {
  const subject = `The property "${property}" of <${component}>`
  if (value === undefined) return `${subject} is missing. Write <${component} ${property}="…">.`
  const shown = JSON.stringify(value)
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    return `${subject} is ${shown}.${didYouMean(findNearest(String(value), allowed))} It must be one of ${allowed.join(', ')}.`
  }
  if (issue.code === 'too_small') return `${subject} is empty. Write a text.`
  if (issue.code === 'invalid_type') {
    const expected =
      issue.expected === 'string'
        ? `a text in quotes: ${property}="…"`
        : issue.expected === 'boolean'
          ? `true or false: ${property}={true}`
          : `a ${issue.expected}`
    return `${subject} is ${shown}. It must be ${expected}.`
  }
  return `${subject} is ${shown}. ${issue.message.replace(/\.?$/, '.')}`
}
