import { TangledError, TooDeepError } from '../../articles/parse.ts'
import { isTooDeep } from '../../guides/text.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

const MESSAGE =
  'This is the 41st level of lists, quotes or tags in one another, and texts may have 40. Write it with fewer levels. If these are only rows of signs such as stars, write \\* or put them in `backticks`.'

const TANGLED =
  'Up to here, more than 1,000 braces or quotes are open, or 20,000 stars and underscores stand in one paragraph: more than any text has. If these are only rows of signs, remove them.'

/** Lists, quotes or tags in one another beyond what a page can be made of: a slip of the keyboard, or an attack. */
export const tooDeep: Rule = {
  id: 'too-deep',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const text of content.texts) {
      const error = text.syntaxError
      if (error instanceof TooDeepError) report(text, error instanceof TangledError ? TANGLED : MESSAGE, error)
    }
    for (const source of content.tree.guides) {
      for (const [index, { solution }] of (source.guide?.steps ?? []).entries()) {
        if (solution !== undefined && isTooDeep(solution)) report(source, MESSAGE, findYamlPlace(source.source, ['steps', index, 'solution']))
      }
    }
  },
}
