import { findFieldPlace } from '../../articles/parse.ts'
import type { Place } from '../contract.ts'
import type { Rule } from '../rule.ts'

const CONTROLS = /(?![\t\n\r])\p{Cc}/gu
const OPENS = /[\u202A\u202B\u202D\u202E\u2066-\u2068]/
const WHAT = { control: 'is a sign that nobody sees and that pages cannot show', turn: 'turns the direction of the text and is not ended in its paragraph' }

/** Signs that steer machines, and marks of direction that would turn the rest of a text around. Joiners and the simple marks of direction are welcome. */
export const controlCharacter: Rule = {
  id: 'control-character',
  severity: 'error',
  check(content, report) {
    const say = (where: { file: string }, { sign, kind }: Found, place: Place) => {
      const code = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      report(where, `The character ${code} ${WHAT[kind]}. Remove it; it may have come with a text that was pasted.`, place)
    }
    for (const text of [...content.texts, ...content.tree.guides.map((guide) => ({ file: guide.file, source: guide }))]) {
      const { source } = text.source
      for (const found of findSigns(source)) say(text, found, placeOf(source, found.index))
    }
    for (const article of content.articles) {
      const { source } = article.source
      if (!('frontMatter' in article.source)) continue
      for (const [field, value] of Object.entries(article.source.frontMatter ?? {})) {
        // What YAML writes as "\u0007" is not in the file as it is.
        for (const found of [value].flat().flatMap((words) => (typeof words === 'string' ? findSigns(words) : [])))
          if (!source.includes(found.sign)) say(article, found, findFieldPlace(source, [field]))
      }
    }
  },
}

interface Found {
  sign: string
  index: number
  kind: keyof typeof WHAT
}

function findSigns(text: string): Found[] {
  const found: Found[] = [...text.matchAll(CONTROLS)].map(({ 0: sign, index }) => ({ sign, index, kind: 'control' }))
  let open: Found[] = []
  for (const { 0: sign, index } of text.matchAll(/[\u202A-\u202E\u2066-\u2069]|\n[ \t]*\r?\n/g)) {
    if (OPENS.test(sign)) open.push({ sign, index, kind: 'turn' })
    else if (sign === '\u202C' || sign === '\u2069') {
      const last = open.findLastIndex((mark) => mark.sign >= '\u2066' === (sign === '\u2069'))
      if (last >= 0) open.splice(last)
    } else {
      found.push(...open)
      open = []
    }
  }
  return [...found, ...open]
}

function placeOf(source: string, index: number): Place {
  const before = source.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
