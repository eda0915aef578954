import { alignBlocks } from './align.ts'
import type { Change } from './changes.ts'
import type { RecordedBlock, TranslationRecord } from './contract.ts'
import { recordBlock, writeRecord } from './records.ts'
import type { Translation, Translations } from './status.ts'

/** Which changes are meant: all of them, or those of the block that stands on a line of the original. */
export type Chosen = (change: Change) => boolean

/** Records the original of today for every translation that has no record. Answers what was adopted, as `locale/path`. */
export function adoptTranslations(translations: Translations): string[] {
  const adopted: string[] = []
  for (const { locale, path, state, isRecorded } of translations.all()) {
    if (isRecorded || state === 'unreadable') continue
    const translation = translations.translation(locale, path)
    if (translation && writeRecord(translations.tree.dir, locale, path, translation.record)) adopted.push(`${locale}/${path}`)
  }
  return adopted
}

/** The record of a translation of which somebody says that it says what the original says now. */
export function confirmTranslation(translation: Translation, chosen?: Chosen): TranslationRecord {
  const { blocks, translated, record } = translation
  if (chosen) return { ...record, blocks: acceptChanges(translation, chosen) }
  const counterparts = alignBlocks(blocks, translated)
  const met = new Set(counterparts)
  const own = translated.filter(({ kind }, index) => kind !== 'question' && !met.has(index)).length
  return {
    blocks: blocks.map((block, index) => recordBlock(block, block.kind !== 'question' && counterparts[index] === undefined)),
    ...(own > 0 && { own }),
  }
}

/** The recorded blocks with the chosen changes taken over; the others stay as they were translated. */
function acceptChanges({ blocks, record, comparison, counterparts }: Translation, chosen: Chosen): RecordedBlock[] {
  const accepted = new Set(comparison.changes.filter(chosen))
  const taken = new Map([...accepted].flatMap((change) => (change.now ? [[change.now, change] as const] : [])))
  const entries: { from: number; block: RecordedBlock }[] = []
  let last = -1
  blocks.forEach((block, index) => {
    const before = comparison.same[index] ?? comparison.changedFrom.get(index)
    last = Math.max(last, before ?? last)
    if (taken.has(block)) entries.push({ from: before ?? last, block: recordBlock(block, counterparts[index] === undefined && block.kind !== 'question') })
    else if (before !== undefined) entries.push({ from: before, block: record.blocks[before]! })
  })
  for (const { before, now } of comparison.changes.filter((change) => !accepted.has(change))) {
    if (!before || now) continue
    const from = record.blocks.indexOf(before)
    const place = entries.findLastIndex((entry) => entry.from < from)
    entries.splice(place + 1, 0, { from, block: before })
  }
  return entries.map(({ block }) => block)
}

/** What marking an edit as minor did in one locale. */
export interface MinorMark {
  locale: string
  marked: Change[]
  /** Changes since different originals: which of them was meant nobody can know. */
  unclear: Change[]
}

/**
 * Takes over, in the records of all locales, changes that no translation needs. A block that two locales translated from different originals is
 * left alone, because one of the edits since may be more than minor; name the locale to decide it.
 */
export function markMinor(translations: Translations, path: string, chosen: Chosen, locales = translations.locales): MinorMark[] {
  const found = locales.flatMap((locale) => {
    const translation = translations.translation(locale, path)
    return translation && translation.comparison.changes.length > 0 ? [{ locale, translation }] : []
  })
  const origins = new Map<string, Set<string>>()
  for (const { translation } of found) {
    for (const { before, now } of translation.comparison.changes) {
      if (now) origins.set(now.hash, (origins.get(now.hash) ?? new Set()).add(before?.[1] ?? ''))
    }
  }
  return found.map(({ locale, translation }) => {
    const isClear = ({ now }: Change) => !now || origins.get(now.hash)?.size === 1
    const wanted = translation.comparison.changes.filter(chosen)
    const marked = wanted.filter(isClear)
    if (marked.length > 0)
      writeRecord(
        translations.tree.dir,
        locale,
        path,
        confirmTranslation(translation, (change) => marked.includes(change)),
      )
    return { locale, marked, unclear: wanted.filter((change) => !isClear(change)) }
  })
}
