import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RESERVED_ADDRESSES } from '../../articles/reserved.ts'
import { EDITOR_PATH } from '../../editor/page.ts'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A category whose address the site needs for something else. */
export const reservedCategory: Rule = {
  id: 'reserved-category',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const path = join(content.tree.dir, 'categories.yml')
    content.tree.categories.forEach(({ id }, index) => {
      const isLocale = content.locales.includes(id)
      const isEditor = content.tree.settings?.editor !== undefined && `/${id}/` === EDITOR_PATH
      if (!isLocale && !isEditor && !RESERVED_ADDRESSES.has(id)) return
      const use = isLocale ? 'the articles of that language' : 'a part of the site'
      const place = findYamlPlace(readFileSync(path, 'utf8'), [index, 'id'])
      report(
        { file: displayPath(path) },
        `A category cannot be called "${id}", because /${id}/ is the address of ${use}. Rename the category and its folders, e.g. "${id}-articles".`,
        place,
      )
    })
  },
}
