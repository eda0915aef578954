import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A category that is listed twice: its articles would be shown twice, with different titles. */
export const duplicateCategory: Rule = {
  id: 'duplicate-category',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const path = join(content.tree.dir, 'categories.yml')
    const ids = content.tree.categories.map(({ id }) => id)
    ids.forEach((id, index) => {
      if (ids.indexOf(id) === index) return
      const place = findYamlPlace(readFileSync(path, 'utf8'), [index, 'id'])
      report({ file: displayPath(path) }, `The category "${id}" is listed twice. Keep one of the two entries.`, place)
    })
  },
}
