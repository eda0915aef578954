import { countCells, findBrokenLinks, findHashLines, findLooseReferences, findLooseTable, maskSource } from '../markdown-slips.ts'
import type { BlockNote } from './source-folder.ts'
import { visitTree, type Tree } from './mdast.ts'

/** A change of the source before it is read for good. */
export interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Mends tables of which readers would miss something: rows with more cells than the head get columns without a title, and rows without
 * a line of dashes get one.
 */
export function mendTables(source: string, root: Tree, note: BlockNote): Edit[] {
  const edits: Edit[] = []
  const insert = (offset: number, text: string) => edits.push({ start: offset, end: offset, text })
  const lineEnd = (offset: number) => {
    const end = source.indexOf('\n', offset)
    return end < 0 ? source.length : end
  }
  visitTree(root, (node) => {
    const offset = node.position?.start.offset
    if (offset === undefined) return
    if (node.type === 'table') {
      const rows = (node.children ?? []).flatMap(({ position }) => (position ? [position] : []))
      const counts = rows.map(({ start, end }) => countCells(source.slice(start.offset, end.offset)))
      const head = counts[0] ?? 0
      const most = Math.max(...counts)
      if (most <= head) return
      const added = most - head
      const headEnd = lineEnd(rows[0]?.start.offset ?? offset)
      for (const [end, cell] of [[headEnd, '  |'] as const, [lineEnd(headEnd + 1), ' --- |'] as const]) {
        const line = source.slice(source.lastIndexOf('\n', end - 1) + 1, end).trimEnd()
        insert(end, `${line.endsWith('|') ? '' : ' |'}${cell.repeat(added)}`)
      }
      const words = added === 1 ? 'a column without a title was' : `${added} columns without titles were`
      note('broken-table', `A row has ${most} cells and the head of its table ${head}, so ${words} added.`, rows[counts.indexOf(most)]?.start.line ?? 1)
      return
    }
    const masked = node.type === 'paragraph' ? maskSource(source, node) : undefined
    const loose = masked && findLooseTable(masked.text)
    if (!masked || !loose) return
    const start = masked.offset + loose.index
    const end = lineEnd(start)
    const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start)
    const ruler = `\n${before}|${' --- |'.repeat(loose.head)}`
    if (loose.ruler === undefined) insert(end, ruler)
    else edits.push({ start: end, end: lineEnd(end + 1), text: ruler })
    // A table begins a paragraph of its own.
    if (loose.index > 0) insert(start, `\n${before}`)
    note(
      'broken-table',
      'A table had no fitting line of dashes below its head, so one was added.',
      (node.position?.start.line ?? 1) + linesBefore(masked.text, loose.index),
    )
  })
  return edits
}

/** Notes what Markdown shows as signs. True when there is any: it has to be written anew, with the signs escaped. */
export function noteSlips(source: string, root: Tree, note: BlockNote): boolean {
  let found = false
  visitTree(root, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return
    const masked = maskSource(source, node)
    if (!masked) return
    const say = (rule: string, message: string, index: number) => {
      found = true
      note(rule, message, (node.position?.start.line ?? 1) + linesBefore(masked.text, index))
    }
    if (node.type === 'paragraph')
      for (const { text, index } of findHashLines(masked.text)) say('heading-without-space', `"${text}" has no space after #, so it was kept as words.`, index)
    for (const { text, name, index } of findLooseReferences(masked.text))
      say('unresolved-reference', `Nothing says where "${name}" leads, so "${text}" was kept as words.`, index)
    for (const { text, index } of findBrokenLinks(masked.text)) say('broken-link', `"${text}" is not read as a link, so it was kept as words.`, index)
  })
  return found
}

const linesBefore = (text: string, index: number) => text.slice(0, index).split('\n').length - 1
