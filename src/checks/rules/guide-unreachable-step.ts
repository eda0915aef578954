import { findPaths } from '../../articles/guide-graph.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A step that no answer leads to: nobody would ever see it. */
export const guideUnreachableStep: Rule = {
  id: 'guide-unreachable-step',
  severity: 'error',
  check(content, report) {
    for (const source of content.tree.guides) {
      const steps = source.guide?.steps ?? []
      // A step that a translation lacks is read in another language, and may lead on to steps of this one.
      const others = content.tree.guides.filter(({ id }) => id === source.id).flatMap(({ guide }) => guide?.steps ?? [])
      const reached = findPaths([...steps, ...others.filter(({ id }) => !steps.some((step) => step.id === id))])
      for (const [index, { id }] of steps.entries()) {
        if (reached.has(id)) continue
        report(source, `No answer leads to the step "${id}". Lead one there with "to: ${id}", or remove it.`, findYamlPlace(source.source, ['steps', index]))
      }
    }
  },
}
