import type { Block } from './blocks.ts'
import type { RecordedBlock } from './contract.ts'

/** One place in which the original is no longer what was translated: changed (both), added (`now` alone) or removed (`before` alone). */
export interface Change {
  before?: RecordedBlock
  now?: Block
}

/** Blocks of the original now beside those that were translated. */
export interface Comparison {
  /** For each block of the original now, the index of the recorded block that says the same; undefined when it is new or changed. */
  same: (number | undefined)[]
  changes: Change[]
  /** For each block of the original now, the index of the recorded block that it changed from. */
  changedFrom: Map<number, number>
}

/** Compares by what the blocks say. A block that only moved is no change. */
export function compareBlocks(recorded: readonly RecordedBlock[], now: readonly Block[]): Comparison {
  const same = longestCommon(
    recorded.map(([, hash]) => hash),
    now.map(({ hash }) => hash),
  )
  const kept = new Set(same.filter((index) => index !== undefined))
  const left = new Map<string, number[]>()
  recorded.forEach(([, hash], index) => {
    if (!kept.has(index)) left.set(hash, [...(left.get(hash) ?? []), index])
  })
  now.forEach(({ hash }, index) => {
    if (same[index] !== undefined) return
    const moved = left.get(hash)?.shift()
    if (moved === undefined) return
    same[index] = moved
    kept.add(moved)
  })

  const changes: Change[] = []
  const changedFrom = new Map<number, number>()
  let before = 0
  let pending: number[] = []
  const settle = (until: number) => {
    const gone: number[] = []
    for (; before < until; before++) if (!kept.has(before)) gone.push(before)
    for (const [at, index] of pairs(
      gone.map((index) => recorded[index]!),
      pending.map((index) => now[index]!),
    )) {
      const from = at === undefined ? undefined : gone[at]!
      const to = index === undefined ? undefined : pending[index]!
      if (from !== undefined && to !== undefined) changedFrom.set(to, from)
      changes.push({ ...(from !== undefined && { before: recorded[from]! }), ...(to !== undefined && { now: now[to]! }) })
    }
    pending = []
  }
  now.forEach((_, index) => {
    const at = same[index]
    if (at === undefined) pending.push(index)
    // Blocks that moved backwards are no boundary.
    else if (at >= before) {
      settle(at)
      before = at + 1
    }
  })
  settle(recorded.length)
  return { same, changes, changedFrom }
}

/** Pairs what went with what came at one place: one to one when they are as many, else in order those that share enough words. */
function pairs(gone: RecordedBlock[], came: Block[]): [number | undefined, number | undefined][] {
  if (gone.length === came.length) return gone.map((_, index) => [index, index])
  const result: [number | undefined, number | undefined][] = []
  let next = 0
  gone.forEach(([, , text], index) => {
    let best: number | undefined
    let likeness = ALIKE
    for (let at = next; at < came.length; at++) {
      const like = sharedWords(text, came[at]!.text)
      if (like > likeness) [best, likeness] = [at, like]
    }
    if (best === undefined) result.push([index, undefined])
    else {
      for (; next < best; next++) result.push([undefined, next])
      result.push([index, next++])
    }
  })
  for (; next < came.length; next++) result.push([undefined, next])
  return result
}

/** Share of words that two texts have in common when one is an edit of the other. */
const ALIKE = 0.3

function sharedWords(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  let shared = 0
  for (const word of left!) if (right!.has(word)) shared++
  return shared / Math.max(1, left!.size, right!.size)
}

/** For each of `now`, its partner in a longest common subsequence. */
function longestCommon(before: string[], now: string[]): (number | undefined)[] {
  const result: (number | undefined)[] = now.map(() => undefined)
  let start = 0
  while (start < before.length && start < now.length && before[start] === now[start]) result[start] = start++
  let end = 0
  while (end < before.length - start && end < now.length - start && before.at(-1 - end) === now.at(-1 - end)) {
    result[now.length - 1 - end] = before.length - 1 - end
    end++
  }
  const [rows, columns] = [before.length - start - end, now.length - start - end]
  const lengths = new Uint16Array((rows + 1) * (columns + 1))
  const at = (i: number, j: number) => lengths[i * (columns + 1) + j]!
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * (columns + 1) + j] = before[start + i] === now[start + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (before[start + i] === now[start + j]) result[start + j++] = start + i++
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return result
}
