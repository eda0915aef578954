import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A step from which a reader cannot go on, or that says two things at once. */
export const guideDeadEnd: Rule = {
  id: 'guide-dead-end',
  severity: 'error',
  check(content, report) {
    for (const source of content.tree.guides) {
      for (const [index, { id, question, choices = [], solution, article, contact }] of (source.guide?.steps ?? []).entries()) {
        const say = (message: string) => report(source, `The step "${id}" ${message}`, findYamlPlace(source.source, ['steps', index]))
        const ends = [choices.length > 0, solution !== undefined || article !== undefined, contact !== undefined].filter(Boolean).length
        if (ends === 0) say('leads nowhere. Add "choices" to its question, or end it with "solution", "article" or "contact".')
        else if (ends > 1) say('both goes on and ends. Keep one of "choices", "solution" (with or without "article") and "contact".')
        else if (choices.length > 0 && question === undefined) say('has choices and asks nothing. Add "question".')
        else if (choices.length === 0 && question !== undefined) say('asks a question and offers no choices. Add "choices", or remove the question.')
      }
    }
  },
}
