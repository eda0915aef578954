import { join } from 'node:path'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import { displayPath, readTextFile } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A line of `checks` in the settings that changes nothing. */
export const unknownCheck: Rule = {
  id: 'unknown-check',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const file = join(content.tree.dir, 'settings.yml')
    for (const [id, level] of Object.entries(content.tree.readable.checks ?? {})) {
      const rule = content.rules.find((known) => known.id === id)
      if (rule && (!rule.isNeeded || rule.severity === level)) continue
      const near = findNearest(
        id,
        content.rules.filter(({ isNeeded }) => !isNeeded).map((known) => known.id),
      )
      const message = rule
        ? `"${id}" is an error always, because the site cannot be built from content that breaks it. Remove the line.`
        : `There is no rule "${id}".${didYouMean(near)} The name of a rule stands in each of its findings.`
      report({ file: displayPath(file) }, message, findYamlPlace(readTextFile(file).text, ['checks', id]))
    }
  },
}
