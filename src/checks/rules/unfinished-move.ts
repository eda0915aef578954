import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MOVE_JOURNAL } from '../../articles/content-folder.ts'
import { displayPath } from '../../settings/text-file.ts'
import type { Rule } from '../rule.ts'

/** A move of an article that was cut off half-way: some files are of before, some of after. */
export const unfinishedMove: Rule = {
  id: 'unfinished-move',
  severity: 'error',
  isNeeded: true,
  check({ tree }, report) {
    const path = join(tree.dir, MOVE_JOURNAL)
    if (!existsSync(path)) return
    report({ file: displayPath(path) }, 'Moving an article was cut off half-way. Finish it: npm run move -- --finish', { line: 1 })
  },
}
