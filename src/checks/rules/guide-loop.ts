import { findLoops } from '../../articles/guide-graph.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** Steps that lead back to themselves: a reader would be asked the same again and again. */
export const guideLoop: Rule = {
  id: 'guide-loop',
  severity: 'error',
  check(content, report) {
    for (const source of content.tree.guides) {
      const steps = source.guide?.steps ?? []
      for (const loop of findLoops(steps)) {
        const index = steps.findIndex(({ id }) => id === loop.at(-1))
        const way = [...loop, loop[0]].map((id) => `"${id}"`).join(' → ')
        report(source, `Readers walk in a circle: ${way}. Lead the last step to another one.`, findYamlPlace(source.source, ['steps', index]))
      }
    }
  },
}
