import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A notice for the pages of a category that does not exist: nobody would see it. */
export const unknownNoticeCategory: Rule = {
  id: 'unknown-notice-category',
  severity: 'error',
  check(content, report) {
    const known = content.tree.categories.map(({ id }) => id)
    for (const { id, categories = [] } of content.tree.notices) {
      const file = join(content.tree.dir, 'notices', `${id}.yml`)
      for (const [index, category] of categories.entries()) {
        if (known.includes(category)) continue
        const message = `There is no category "${category}", so nobody would see this notice.${didYouMean(findNearest(category, known))} Categories are listed in ${content.fileName('categories.yml')}.`
        report({ file: displayPath(file) }, message, findYamlPlace(readFileSync(file, 'utf8'), ['categories', index]))
      }
    }
  },
}
