import type { Rule } from '../rule.ts'
import type { TagUse } from '../text.ts'

/** Code in an article. Articles are data: nothing in them is run, so it would silently vanish from the page. */
export const runsCode: Rule = {
  id: 'runs-code',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const text of content.texts) {
      for (const { code, kind, place } of text.code) {
        if (kind === 'esm') {
          const word = /^\s*(\w+)/.exec(code)?.[1] ?? 'import'
          report(
            text,
            `A line that begins with "${word}" is code, and articles hold no code. Components need no import: remove the line. If it is a sentence, begin it with another word.`,
            place,
          )
        } else if (!/^\s*(\/\*[\s\S]*?\*\/\s*)*$/.test(code)) {
          report(
            text,
            `{${shorten(code)}} is code, and articles hold no code. Write the value itself. If you mean the braces, write \\{ or put the text in \`backticks\`.`,
            place,
          )
        }
      }
      for (const tag of text.tags) for (const message of codeInProperties(tag)) report(text, message, tag.place)
      for (const { address, place } of text.links) {
        if (/^\s*(javascript|vbscript|data):/i.test(address)) report(text, `The link "${shorten(address)}" runs code. Link to a page.`, place)
      }
    }
  },
}

function codeInProperties(tag: TagUse): string[] {
  return tag.attributes.flatMap((attribute) => {
    if (attribute.type !== 'mdxJsxAttribute')
      return [`{${shorten(String(attribute.value ?? '…'))}} inside <${tag.name}> is code. Write each property by name: name="value".`]
    if (/^on[A-Za-z]/.test(attribute.name ?? '') && /^[a-z]/.test(tag.name)) return [`The property "${attribute.name}" of <${tag.name}> runs code. Remove it.`]
    if (attribute.value && typeof attribute.value === 'object' && !isLiteral(attribute.value.value)) {
      return [
        `The property "${attribute.name}" of <${tag.name}> holds code: {${shorten(attribute.value.value)}}. Write a text in quotes, a number or true/false in braces.`,
      ]
    }
    return []
  })
}

function isLiteral(expression: string): boolean {
  try {
    JSON.parse(expression.trim().replace(/^'(.*)'$/s, '"$1"'))
    return true
  } catch {
    return false
  }
}

const shorten = (code: string) => (code.length > 40 ? `${code.slice(0, 40)}…` : code).replace(/\s+/g, ' ')
