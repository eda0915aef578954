import type { CheckedContent } from './content.ts'
import type { Place } from './contract.ts'
import type { CheckedText } from './text.ts'

/** A run of words that readers read, without code and addresses, which are blanked out. */
export interface Prose {
  source: string
  /** Where a sign of `source` stands in the file. */
  placeOf: (index: number) => Required<Place>
}

/** Words of the front matter that stand for themselves: how customers ask for something is their own way of writing. */
const FIELDS = new Set(['title', 'description'])

/** Everything that somebody wrote for readers in one of these languages (`fa`, not `fa-IR`), text by text. */
export function* proseIn(content: CheckedContent, languages: ReadonlySet<string>): Generator<{ text: CheckedText; prose: Prose }> {
  for (const text of content.texts) {
    if (!languages.has(new Intl.Locale(text.locale).language)) continue
    for (const { source, placeOf } of text.passages) yield { text, prose: { source, placeOf } }
    if (text.kind !== 'article' || text.syntaxError) continue
    const { source } = text.source
    for (const { kind, start, end } of content.fields(text)) {
      if (!FIELDS.has(kind)) continue
      // Quotes around the whole are those of YAML.
      const inside = /^["']/.test(source.slice(start, end)) ? 1 : 0
      yield { text, prose: { source: source.slice(start + inside, end - inside), placeOf: (index) => findPlace(source, start + inside + index) } }
    }
  }
}

function findPlace(source: string, offset: number): Required<Place> {
  const before = source.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
