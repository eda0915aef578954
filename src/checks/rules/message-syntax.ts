import type { Rule } from '../rule.ts'

/** A messages file that cannot be read as texts, so none of it would reach a page. */
export const messageSyntax: Rule = {
  id: 'message-syntax',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const file of content.messages.files) {
      for (const { message, place } of file.problems) report(file, message, place)
    }
  },
}
