import type { Block } from '../blocks.ts'
import type { Translation, Translations } from '../status.ts'

/** A block on its way to a translator or back. */
export interface Segment {
  /** Hash of the original block; the second of equal blocks has `.2`. So an id can never mean another text. */
  id: string
  /** The original as written, in Markdown. */
  source: string
  /** The translation there is, also when it is of an earlier original. */
  target: string | undefined
  /** The original that the target was made from, when that has changed. */
  before: string | undefined
  /** For the translator: what the block is and where it stands. */
  note: string
  kind: Block['kind']
  line: number
}

/** An article in a file for translators. */
export interface ExchangedArticle {
  /** `category/slug`. */
  path: string
  /** File of the original. */
  file: string
  segments: Segment[]
}

/** What a translator sent back for one block. */
export interface ReturnedSegment {
  id: string
  target: string
  /** True when the translator did not mark it as unfinished. */
  isFinished: boolean
  /** Line in the file that came back. */
  line: number
}

/** Blocks that have nothing to translate: they are taken over as they are. */
export const isTranslatable = ({ kind }: Block): boolean => kind !== 'component'

/** Ids of blocks, in their order. */
export function segmentIds(blocks: readonly Block[]): string[] {
  const seen = new Map<string, number>()
  return blocks.map(({ hash }) => {
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    return count === 1 ? `b${hash}` : `b${hash}.${count}`
  })
}

const KINDS: Record<Block['kind'], string> = {
  title: 'Title of the article',
  description: 'Description under the title',
  question: 'How readers ask for the article',
  heading: 'Heading',
  paragraph: 'Paragraph',
  item: 'List item',
  cell: 'Table cell',
  code: 'Code: translate only comments and examples',
  property: 'Text of a component',
  component: 'Component',
}

/** Everything of one article that can be translated into a locale; undefined when the original cannot be read. */
export function makeSegments(translations: Translations, locale: string, path: string): ExchangedArticle | undefined {
  const original = translations.source(translations.originalLocale, path)
  const blocks = original && translations.blocks(original)
  if (!original || !blocks) return undefined
  const translation = translations.translation(locale, path)
  const ids = segmentIds(blocks)
  let heading = ''
  const segments = blocks.flatMap((block, index) => {
    if (block.kind === 'heading') heading = block.text
    if (!isTranslatable(block)) return []
    const note = heading === '' || block.kind === 'heading' ? KINDS[block.kind] : `${KINDS[block.kind]} under “${heading}”`
    return [{ id: ids[index]!, source: block.text, note, kind: block.kind, line: block.line, ...translatedSoFar(translation, index) }]
  })
  return { path, file: original.file, segments }
}

function translatedSoFar(translation: Translation | undefined, index: number): Pick<Segment, 'target' | 'before'> {
  if (!translation) return { target: undefined, before: undefined }
  const { counterparts, translated, comparison, record, foreign } = translation
  const at = counterparts[index]
  const from = comparison.changedFrom.get(index)
  return {
    target: at === undefined || foreign[at] ? undefined : translated[at]!.text,
    before: from === undefined ? undefined : record.blocks[from]![2],
  }
}
