import { readable } from './readable.ts'
import type { TranslationStatus } from './status.ts'

/** A part of a text that is left to do. */
export interface OpenPart {
  /** Line of the file it is in: the original's for what changed or is missing, else the translation's. Undefined for what was removed. */
  line: number | undefined
  text: string
  /** Locale of the text. */
  locale: string
}

/** What is left to do in one translation, by kind; kinds without parts are left out. */
export function listOpenParts(status: TranslationStatus, originalLocale: string): { kind: 'changed' | 'foreign' | 'lacking' | 'added'; parts: OpenPart[] }[] {
  const read = (locale: string) => (block: { line: number; text: string }) => ({ line: block.line, text: readable(block.text), locale })
  const kinds = [
    {
      kind: 'changed' as const,
      parts: status.changes.map(({ before, now }) => ({ line: now?.line, text: readable(now?.text ?? before?.[2] ?? ''), locale: originalLocale })),
    },
    { kind: 'foreign' as const, parts: status.untranslated.map(read(originalLocale)) },
    { kind: 'lacking' as const, parts: status.unmatched.map(read(originalLocale)) },
    { kind: 'added' as const, parts: status.extra.map(read(status.locale)) },
  ]
  return kinds.filter(({ parts }) => parts.length > 0)
}
