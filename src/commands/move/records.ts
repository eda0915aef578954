import { readBlocks } from '../../translations/blocks.ts'
import type { RecordedBlock, TranslationRecord } from '../../translations/contract.ts'

/**
 * A record after links of its original changed because an article moved: the links lead where they led, so no translation is behind. `originals` has
 * the texts as they are; blocks that were translated from an older one are changed by themselves.
 */
export function changeRecord(
  record: TranslationRecord,
  originals: readonly { before: string; after: string }[],
  change: (text: string) => string,
): TranslationRecord {
  const byHash = new Map(
    originals.flatMap(({ before, after }) => {
      const [old, now] = [readBlocks(before), readBlocks(after)]
      return old.length === now.length ? old.map((block, index) => [block.hash, now[index]!] as const) : []
    }),
  )
  const changeBlock = (block: RecordedBlock): RecordedBlock => {
    const [kind, hash, text, ...omitted] = block
    const known = byHash.get(hash)
    const next = known ? known : changeAlone(hash, text, change)
    return next ? ([kind, next.hash, next.text, ...omitted] as RecordedBlock) : block
  }
  return { ...record, blocks: record.blocks.map(changeBlock) }
}

function changeAlone(hash: string, text: string, change: (text: string) => string): { hash: string; text: string } | undefined {
  try {
    const [was, ...others] = readBlocks(text)
    if (was?.hash !== hash || others.length > 0) return undefined
    const [is] = readBlocks(change(text))
    return is && { hash: is.hash, text: is.text }
  } catch {
    return undefined
  }
}
