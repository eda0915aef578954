import { readFileSync, statSync } from 'node:fs'
import type { Translations } from '../status.ts'
import { readPo } from './po.ts'
import { ExchangeError, type ReturnedFile } from './returned-file.ts'
import { readXliff } from './xliff.ts'

/** Megabytes that a returned file may have: ten times the largest export of 270 articles. An export of more is made by category. */
export const LARGEST = 8

/** Reads an XLIFF or PO file that came back. Throws an `ExchangeError` when nothing of it can be used. */
export function readReturnedFile(path: string, translations: Translations): ReturnedFile {
  const { size } = statSync(path)
  if (size > LARGEST * 1e6) {
    throw new ExchangeError(
      `The file has ${(size / 1e6).toFixed(1)} MB; at most ${LARGEST} are read. Export by category, e.g. "npm run translate -- export --locale fa billing".`,
    )
  }
  const text = decode(readFileSync(path))
  const file = /^\s*</.test(text) ? readXliff(text) : readPo(text)
  const { locales, originalLocale } = translations
  if (!locales.includes(file.to)) throw new ExchangeError(`The file is a translation into "${file.to}". Locales are ${locales.join(', ')}.`, 1)
  if (file.from !== '' && file.from !== originalLocale) {
    throw new ExchangeError(`The file was translated from "${file.from}", but the originals are in "${originalLocale}". Export again.`, 1)
  }
  return file
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\u0000')) return text
  } catch {
    // Said below.
  }
  throw new ExchangeError('This is no text in UTF-8, so it is neither XLIFF nor PO. Save it as one of them, in UTF-8.')
}
