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
