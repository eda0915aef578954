import type { Block } from '../../translations/blocks.ts'
import type { Rule } from '../rule.ts'

/** A translation with a part that the original lacks, or without a part that it has. */
export const translationStructure: Rule = {
  id: 'translation-structure',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, path, unmatched, extra } of content.translationStatuses) {
      if (unmatched.length + extra.length === 0) continue
      const { original } = content.languageNames(locale)
      const parts = [
        unmatched.length > 0 && `lacks what ${original} has on line ${linesOf(unmatched)} (${namesOf(unmatched)})`,
        extra.length > 0 && `has on line ${linesOf(extra)} what ${original} lacks (${namesOf(extra)})`,
      ].filter(Boolean)
      report(
        { file },
        `This translation ${parts.join(' and ')}. Make the two alike; if they differ on purpose: "npm run translate -- confirm ${locale} ${path}".`,
        { line: extra[0]?.line ?? 1 },
      )
    }
  },
}

const linesOf = (blocks: Block[]) => [...new Set(blocks.map(({ line }) => line))].join(', ')
const namesOf = (blocks: Block[]) => [...new Set(blocks.map(({ kind }) => kind))].join(', ')
