import { findLooseTable } from '../../articles/markdown-slips.ts'
import type { Rule } from '../rule.ts'

/** A table that readers see as lines of bars, or without some of its cells. */
export const brokenTable: Rule = {
  id: 'broken-table',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { head, cells, place } of text.oddRows) {
        if (cells > head) {
          const lost = `This row has ${cells} cells and the head of the table ${head}, so readers miss the last ${cells - head}.`
          report(text, `${lost} Remove cells or add columns to the head. A bar in a cell is written \\|.`, place)
        } else {
          const message = `This row has ${cells} of ${head} cells, so the others are empty. Add them: | for each, with nothing between if that is meant.`
          report(text, message, place, 'warning')
        }
      }
      for (const passage of text.passages) {
        const loose = findLooseTable(passage.source)
        if (!loose) continue
        const { head, ruler, index } = loose
        const place = passage.placeOf(index)
        const line = `|${' --- |'.repeat(head)}`
        // Indented or quoted tables are left to their writers.
        const fix =
          ruler === undefined && place.column === 1 && loose.text.startsWith('|')
            ? { ...place, remove: loose.text, insert: `${loose.text}\n${line}` }
            : undefined
        const message =
          ruler === undefined
            ? `These lines are no table, because the line below the head is missing. Write it below this line: ${line}`
            : `These lines are no table, because the head has ${head} cells and the line of dashes below it ${ruler}. Write ${line}`
        report(text, message, place, undefined, fix)
      }
    }
  },
}
