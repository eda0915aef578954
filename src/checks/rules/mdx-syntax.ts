import { TooDeepError } from '../../articles/parse.ts'
import type { Fix, Place } from '../contract.ts'
import type { Rule } from '../rule.ts'

/** The text does not parse, so readers would get no page at all. */
export const mdxSyntax: Rule = {
  id: 'mdx-syntax',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const text of content.texts) {
      const error = text.syntaxError
      if (!error || error instanceof TooDeepError) continue
      const line = lineOf(text.source.source, error.line)
      const place = { line: error.line, column: error.column }
      report(text, explain(error.message, line, error.column), place, undefined, findFix(line, place))
    }
  },
}

const lineOf = (source: string, line: number) => source.split(/\r?\n/)[line - 1] ?? ''

/** HTML that articles write in another way, and only in one. */
function findFix(line: string, place: Required<Place>): Fix | undefined {
  const rest = line.slice(place.column - 1)
  const [tag, start = ''] = /^(<(?:br|hr|wbr|img)\b[^<>{}]*?)\s*\/?>/.exec(rest) ?? []
  if (tag !== undefined && !tag.endsWith('/>')) return { ...place, remove: tag, insert: `${start} />` }
  const [comment, words = ''] = /^<!--(.*?)-->/.exec(rest) ?? []
  return comment === undefined || words.includes('*/') ? undefined : { ...place, remove: comment, insert: `{/*${words}*/}` }
}

/** HTML of word processors leaves out quotes that MDX needs: `<p class=MsoNormal>`. */
const UNQUOTED = /^<[a-z][\w:-]*(?:\s+[\w:-]+(?:="[^"]*"|='[^']*')?)*?\s+([\w:-]+)=([^\s"'`{}<>=]+)[\s>]/i

/** The parser speaks of grammar; writers need to know what to type. */
function explain(reason: string, line: string, column: number): string {
  const rest = line.slice(Math.max(0, column - 1))
  const unclosed = /closing tag for `<([^>`]*)>`/.exec(reason)
  if (unclosed) {
    const name = unclosed[1] || ''
    if (/^(br|hr|img|input|wbr)$/.test(name)) return `The tag <${name}> is not closed. Write <${name} />.`
    return `The tag <${name}> is opened here and never closed. Write </${name}> after its content, or <${name} /> if it has none. If it is no tag, write \\<${name}> or put it in \`backticks\`.`
  }
  const unexpected = /[Uu]nexpected closing tag `<\/([^>`]*)>`/.exec(reason)
  if (unexpected)
    return `The tag </${unexpected[1]}> closes something that is not open here. Remove it, or open <${unexpected[1]}> before; a tag opened on its own line is closed on its own line.`
  if (/<!--/.test(rest.slice(0, 5)) || /create a comment in MDX/.test(reason)) return 'An HTML comment cannot stand in an article. Write {/* comment */}.'
  const address = /^<((?:https?:|mailto:)[^>\s]*)>?/.exec(rest)
  if (address) return `An address in angle brackets cannot stand in an article. Write [words that say where it leads](${address[1]}).`
  const mail = /^<([^\s<>@/]+@[^\s<>@]+\.[^\s<>@]+)>/.exec(rest)?.[1]
  if (mail) return `An address in angle brackets cannot stand in an article. Write [${mail}](mailto:${mail}).`
  const [, property, value] = UNQUOTED.exec(rest) ?? []
  if (value !== undefined) return `The value of ${property} has no quotes. Write ${property}="${value}".`
  if (/expression|closing brace|oxc/i.test(reason) || rest.startsWith('{')) {
    return 'A "{" begins code in MDX, and articles hold no code. If you mean the sign itself, write \\{ or put it in `backticks`. A heading id stands alone at the end of the heading: ## Heading {#heading-id}.'
  }
  if (/after `<`|before name|in name|valid JSX/i.test(reason) || rest.startsWith('<')) {
    return 'A "<" begins a tag in MDX, and no tag follows. If you mean the sign itself, write \\< or put it in `backticks`.'
  }
  return `This is not valid MDX: ${reason.replace(/\.?$/, '.')} Look at the tags and braces on this line.`
}
