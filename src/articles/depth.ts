/** Levels that a text may be nested. The deepest of 1,300 real articles has 8; what walks a tree would run out of stack at some thousands. */
const DEEPEST = 40

/** A node of a parsed text, of HTML or of Markdown. */
interface Node {
  children?: readonly Node[]
  position?: { start: { line: number; column: number } } | undefined
}

/** Where a text is nested more deeply than anybody writes; undefined for one that every walk can take. Does not recurse itself. */
export function findTooDeep(root: Node): { line: number; column: number } | undefined {
  let level = [{ node: root, place: { line: 1, column: 1 } }]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return level[0]?.place
    level = level.flatMap(({ node, place }) => (node.children ?? []).map((child) => ({ node: child, place: child.position?.start ?? place })))
  }
  return undefined
}

/** Braces and marks of quotation that may be open at once, and marks of emphasis in one paragraph. Parsers take the square of such numbers. */
const MOST = { open: 1000, marks: 20_000 }

/**
 * Where a text opens more than anybody writes, found before it is parsed: a line of 100,000 braces keeps a parser busy for half a minute, and an
 * import parses several times. Code is not told apart; what stands open in programs is far below.
 */
export function findTangle(source: string): { line: number; column: number } | undefined {
  let [line, lineStart, braces, quotes, marks] = [1, 0, 0, 0, 0]
  let isBegin = true
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index]
    if (sign === '\n') {
      // An empty line ends a paragraph.
      if (isBegin) marks = 0
      line += 1
      lineStart = index + 1
      quotes = 0
      isBegin = true
      continue
    }
    if (sign === '{') braces += 1
    else if (sign === '}') braces = Math.max(0, braces - 1)
    else if (sign === '_' || sign === '*') marks += 1
    else if (sign === '>' && isBegin) quotes += 1
    if (sign !== ' ' && sign !== '\t' && sign !== '\r' && sign !== '>') isBegin = false
    if (braces > MOST.open || quotes > MOST.open || marks > MOST.marks) return { line, column: index - lineStart + 1 }
  }
  return undefined
}
