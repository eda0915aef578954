import { countCells } from '../articles/markdown-slips.ts'
import type { Place } from './contract.ts'
import type { TextNode } from './text-node.ts'

/** A row of a table that has another number of cells than its head. */
export interface OddRow {
  head: number
  cells: number
  place: Place
}

/** Rows whose cells do not fit the columns. Parsers fill or cut them in silence, so the source is counted. */
export function findOddRows(table: TextNode, source: string): OddRow[] {
  const rows = (node: TextNode): TextNode[] => ((node as { tagName?: string }).tagName === 'tr' ? [node] : (node.children ?? []).flatMap(rows))
  const cellsOf = ({ position }: TextNode) => (position ? countCells(source.slice(position.start.offset, position.end.offset)) : 0)
  const [head, ...others] = rows(table)
  if (!head) return []
  const expected = cellsOf(head)
  return others.flatMap((row) => {
    const cells = cellsOf(row)
    return row.position && cells !== expected ? [{ head: expected, cells, place: { line: row.position.start.line, column: row.position.start.column } }] : []
  })
}
