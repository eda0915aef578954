/** How many letters are wrong, missing, too many or swapped; `most + 1` when more than `most`. */
export function countTypos(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let twoBefore: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      let typos = Math.min(before[column]! + 1, current[column - 1]! + 1, before[column - 1]! + (isSame ? 0 : 1))
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) typos = Math.min(typos, twoBefore[column - 2]! + 1)
      current.push(typos)
      if (typos < least) least = typos
    }
    if (least > most) return most + 1
    twoBefore = before
    before = current
  }
  return before[b.length]!
}

/** The letters of a word as bits: words with few typos between them differ in few bits. */
export function letterBits(word: string): number {
  let bits = 0
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) & 31)
  return bits
}

/** The number of bits that are set. */
export function countBits(bits: number): number {
  let rest = bits
  let count = 0
  while (rest) {
    rest &= rest - 1
    count++
  }
  return count
}
