import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readdirSync } from 'node:fs'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

const ICONS = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons')

/** A category whose icon does not exist. */
export const unknownIcon: Rule = {
  id: 'unknown-icon',
  severity: 'error',
  check(content, report) {
    const path = join(content.tree.dir, 'categories.yml')
    content.tree.categories.forEach(({ icon }, index) => {
      if (existsSync(join(ICONS, `${icon}.svg`))) return
      const known = readdirSync(ICONS).map((name) => name.replace(/\.svg$/, ''))
      const place = findYamlPlace(readFileSync(path, 'utf8'), [index, 'icon'])
      report({ file: displayPath(path) }, `There is no icon "${icon}".${didYouMean(findNearest(icon, known))} Choose a name from lucide.dev/icons.`, place)
    })
  },
}
