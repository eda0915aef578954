import { findHiddenSigns, type HiddenSign, spellOut } from '../../articles/hidden-signs.ts'
import { findFieldPlace } from '../../articles/parse.ts'
import type { Place } from '../contract.ts'
import type { Rule } from '../rule.ts'

const TURNS = 'turns the direction of the text and is not ended in its paragraph'
const WHAT = { control: 'is a sign that nobody sees and that pages cannot show', override: TURNS, embedding: TURNS }

/** Signs that steer machines, and marks of direction that would turn the rest of a text around. */
export const controlCharacter: Rule = {
  id: 'control-character',
  severity: 'error',
  check(content, report) {
    const say = (where: { file: string }, { sign, kind }: HiddenSign, place: Place) => {
      const code = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      report(
        where,
        `The character ${code} ${WHAT[kind]}. Remove it; it may have come with a text that was pasted.`,
        place,
        kind === 'embedding' ? 'warning' : undefined,
      )
    }
    for (const text of [...content.texts, ...content.tree.guides.map((guide) => ({ file: guide.file, source: guide }))]) {
      const { source } = text.source
      for (const found of findHiddenSigns(spellOut(source))) say(text, found, placeOf(source, found.index))
    }
    for (const article of content.articles) {
      const { source } = article.source
      if (!('frontMatter' in article.source)) continue
      for (const [field, value] of Object.entries(article.source.frontMatter ?? {})) {
        // What YAML writes as "\u0007" is not in the file as it is.
        for (const found of [value].flat().flatMap((words) => (typeof words === 'string' ? findHiddenSigns(words) : [])))
          if (!source.includes(found.sign)) say(article, found, findFieldPlace(source, [field]))
      }
    }
  },
}

function placeOf(source: string, index: number): Place {
  const before = source.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
