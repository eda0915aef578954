import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** Two steps of one name, or two answers that read the same. */
export const guideDuplicate: Rule = {
  id: 'guide-duplicate',
  severity: 'error',
  check(content, report) {
    for (const source of content.tree.guides) {
      const steps = source.guide?.steps ?? []
      const ids = steps.map(({ id }) => id)
      for (const [index, { id, choices = [] }] of steps.entries()) {
        if (ids.indexOf(id) !== index)
          report(source, `The step "${id}" is there twice. Rename or remove one.`, findYamlPlace(source.source, ['steps', index, 'id']))
        const texts = choices.map(({ text }) => text)
        for (const [choice, text] of texts.entries()) {
          if (texts.indexOf(text) === choice) continue
          const place = findYamlPlace(source.source, ['steps', index, 'choices', choice])
          report(source, `The step "${id}" offers "${text}" twice, and a reader cannot tell which to take. Say what is different, or remove one.`, place)
        }
      }
    }
  },
}
