import { join } from 'node:path'
import type { Finding } from '../../checks/contract.ts'
import { parseFrontMatter } from '../../articles/parse.ts'
import type { Block } from '../blocks.ts'
import { confirmTranslation } from '../confirm.ts'
import { recordBlock, replaceFile, writeRecord } from '../records.ts'
import type { Translation, Translations } from '../status.ts'
import { isTranslatable, type ReturnedSegment, segmentIds } from './segment.ts'
import { findSegmentProblem } from './validate.ts'
import { makeTranslatedFile, readsAs, type Replacement, replaceBlocks } from './write-back.ts'

/** What became of one article of a returned file. */
export interface Accepted {
  path: string
  outcome: 'written' | 'unchanged' | 'refused'
  /** Blocks that got another text. */
  changed: number
  findings: Finding[]
}

/** A returned segment that has a place in the original of today. */
interface Placed {
  index: number
  block: Block
  target: string
  isFinished: boolean
}

/**
 * Puts what translators sent back into one article: all of it, or nothing when a segment is broken, so that an article is never half of two
 * versions. `from` is the returned file, for findings.
 */
export function acceptArticle(translations: Translations, locale: string, path: string, returned: readonly ReturnedSegment[], from: string): Accepted {
  const findings: Finding[] = []
  const refuse = (message: string, line?: number, severity: Finding['severity'] = 'error') =>
    findings.push({ rule: 'translation-import', severity, file: from, ...(line !== undefined && { line }), message })
  const outcome = (name: Accepted['outcome'], changed = 0): Accepted => ({ path, outcome: name, changed, findings })
  const original = translations.source(translations.originalLocale, path)
  const blocks = original && translations.blocks(original)
  if (!original || !blocks) {
    refuse(
      `There is no article "${path}" in ${translations.originalLocale}${original ? ' that can be read' : ''}. Nothing of it was imported.`,
      returned[0]?.line,
    )
    return outcome('refused')
  }
  const codes = translations.tree.settings?.locales.map(({ code }) => code) ?? []
  const ids = segmentIds(blocks)
  const placed: Placed[] = []
  for (const { id, target, isFinished, line } of returned) {
    if (target.trim() === '') continue
    const index = ids.indexOf(id)
    const block = blocks[index]
    if (!block) {
      refuse(
        `The segment "${id}" of ${path} is not in the original any more, which changed since the export. Its translation was left out; export again.`,
        line,
        'warning',
      )
      continue
    }
    placed.push({ index, block, target, isFinished })
  }
  const translation = translations.translation(locale, path)
  const lineOf = ({ index }: Placed) => returned.find(({ id }) => id === ids[index])?.line
  const isNews = ({ index, target }: Placed) => translation?.translated[translation.counterparts[index] ?? -1]?.text !== target
  for (const segment of placed.filter(isNews)) {
    const problemBeside = (block: Block) => findSegmentProblem(block, segment.target, original.category, codes)
    const problem = problemBeside(segment.block)
    const existing = translation?.translated[translation.counterparts[segment.index] ?? -1]
    // What the translation had otherwise before is not this translator's doing.
    const wasSo = existing?.kind === segment.block.kind && problemBeside(existing) === undefined
    if (problem && !wasSo)
      refuse(
        `The segment "${ids[segment.index]}" of ${path} cannot be taken: ${problem}. Its article keeps the old text. Original: “${segment.block.text}”`,
        lineOf(segment),
      )
  }
  if (findings.some(({ severity }) => severity === 'error')) return outcome('refused')

  const news = placed.filter(isNews)
  const finished = new Set(placed.filter(({ isFinished }) => isFinished).map(({ block }) => block))
  if (news.length === 0) {
    // A translator may say that a text still holds without changing it.
    const held = translation?.comparison.changes.filter(({ now }) => now && finished.has(now)) ?? []
    if (!translation || held.length === 0) return outcome('unchanged')
    writeRecord(
      translations.tree.dir,
      locale,
      path,
      confirmTranslation(translation, (change) => held.includes(change)),
    )
    return outcome('written')
  }
  const hasPlaces = translation !== undefined && news.every(({ index }) => translation.counterparts[index] !== undefined)
  const made = hasPlaces ? editFile(translation, news) : makeFile(original.source, blocks, placed, translation)
  if (typeof made === 'string') {
    refuse(`${path} cannot be written: ${made}`)
    return outcome('refused')
  }
  const problem = findFileProblem(made, path)
  if (problem) {
    refuse(`${path} cannot be written: ${problem}`)
    return outcome('refused')
  }
  const file = translation?.source.absolute ?? join(translations.tree.dir, 'articles', locale, `${path}.mdx`)
  replaceFile(file, made.text)
  const record =
    hasPlaces && translation
      ? confirmTranslation(translation, ({ now }) => now !== undefined && finished.has(now))
      : { blocks: blocks.map((block) => recordBlock(block)) }
  writeRecord(translations.tree.dir, locale, path, record)
  return outcome('written', news.length)
}

interface MadeFile {
  text: string
  wanted: { kind: Block['kind']; text: string }[]
}

function editFile({ source, translated, counterparts }: Translation, news: Placed[]): MadeFile {
  const texts = new Map(news.map(({ index, target }) => [translated[counterparts[index]!]!, target]))
  const replacements: Replacement[] = [...texts].map(([block, text]) => ({ block, text }))
  return { text: replaceBlocks(source.source, replacements), wanted: translated.map((block) => ({ kind: block.kind, text: texts.get(block) ?? block.text })) }
}

/** The original with every text replaced; a sentence with the reason when some text is missing. */
function makeFile(original: string, blocks: Block[], placed: Placed[], translation: Translation | undefined): MadeFile | string {
  const met = new Set(translation?.counterparts)
  const own = translation?.translated.filter(({ kind }, index) => kind !== 'question' && !met.has(index)) ?? []
  if (own.length > 0) {
    const lines = own.map(({ line }) => line).join(', ')
    return `new blocks of the original need a place, and ${translation!.source.file} has blocks of its own (line ${lines}), which would be lost. Add the new blocks by hand.`
  }
  const texts = new Map(placed.map(({ block, target }) => [block, target]))
  const textOf = (block: Block, index: number) => texts.get(block) ?? translation?.translated[translation.counterparts[index] ?? -1]?.text
  const open = blocks.filter((block, index) => isTranslatable(block) && block.kind !== 'code' && textOf(block, index) === undefined)
  if (open.length > 0)
    return `${open.length} of ${blocks.length} segments are not translated, the first on line ${open[0]!.line} of the original (“${open[0]!.text.slice(0, 60)}”). An article with a new block is written when all are.`
  const wanted = blocks.map((block, index) => ({ kind: block.kind, text: textOf(block, index) ?? block.text }))
  const replacements = blocks.flatMap((block, index) =>
    isTranslatable(block) && wanted[index]!.text !== block.text ? [{ block, text: wanted[index]!.text }] : [],
  )
  const fields = translation ? (parseFrontMatter(translation.source.source, '').value as Record<string, unknown> | undefined) : undefined
  return { text: makeTranslatedFile(original, replacements, fields), wanted }
}

/** Reads a file as readers will get it, before it is written. */
function findFileProblem({ text, wanted }: MadeFile, path: string): string | undefined {
  const { findings } = parseFrontMatter(text, path)
  if (findings[0]) return findings[0].message
  if (!readsAs(text, wanted))
    return 'with the new texts Markdown reads other blocks than before. Look for a text that begins with #, -, >, a number and a dot, or holds an empty line.'
  return undefined
}
