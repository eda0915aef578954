import { brotliCompressSync, constants } from 'node:zlib'
import type { FirstFile } from './first-file.ts'

/** Bytes, compressed fast; the best compression takes another tenth off. With the code of the search, readers get 40 kB before they see the first results. */
const BUDGET = 26_000
/** What is left out when there are too many articles, in this order: the full text finds it a second later. */
const SPARED = ['descriptions', 'headings', 'questions'] as const

/** Keeps the file of the first stage small, however many articles there are; titles stay. */
export function fitFirst(file: FirstFile): FirstFile {
  const fitted = { ...file }
  for (const column of SPARED) {
    if (sizeOf(fitted) <= BUDGET) break
    fitted[column] = ''
  }
  return fitted
}

function sizeOf(file: FirstFile): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  return brotliCompressSync(JSON.stringify(file), { params }).length
}
