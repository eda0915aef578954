import type { Rule } from '../rule.ts'

/** `{#My id}`: only its first word becomes the id, and the rest vanishes. */
export const malformedHeadingId: Rule = {
  id: 'malformed-heading-id',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      const lines = text.source.source.split('\n')
      for (const { place, text: words } of text.headings) {
        const written = /\{\s*#([^}]*)\}\s*$/.exec(lines[place.line - 1] ?? '')?.[1]
        if (written === undefined || /^[^\s"'<>{}=&#]+$/.test(written)) continue
        const id = written
          .trim()
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, '-')
          .replace(/^-+|-+$/g, '')
        report(text, `"{#${written}}" is no id for the heading "${words}": an id is one word. Write {#${id || 'heading-id'}}.`, place)
      }
    }
  },
}
