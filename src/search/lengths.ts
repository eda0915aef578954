import { digitOf, valueAt } from './postings.ts'

/** Steps of a doubling: a length is right to 15 %. */
const STEPS = 5

/** Lengths as a character each. */
export function packLengths(lengths: number[]): string {
  return lengths.map((length) => digitOf(Math.min(63, Math.round(Math.log2(length + 1) * STEPS)))).join('')
}

/** About the same lengths. */
export function unpackLengths(packed: string): number[] {
  return Array.from(packed, (_, index) => 2 ** (valueAt(packed, index) / STEPS) - 1)
}
