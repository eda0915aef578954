import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** Texts of fewer words are often names, or happen to be the same in two languages. */
const ENOUGH = 4

/** A step that a translation lacks, leads elsewhere, or has word for word as in the original. */
export const guideUntranslatedStep: Rule = {
  id: 'guide-untranslated-step',
  severity: 'warning',
  check(content, report) {
    const [original] = content.locales
    for (const source of content.tree.guides) {
      const from = content.tree.guides.find(({ id, locale }) => id === source.id && locale === original)?.guide
      if (!from || !source.guide || source.locale === original) continue
      const { steps } = source.guide
      const missing = from.steps.filter(({ id }) => !steps.some((step) => step.id === id)).map(({ id }) => `"${id}"`)
      if (missing.length > 0) {
        const message = `The original has ${missing.length === 1 ? 'a step' : 'steps'} that this translation lacks: ${missing.join(', ')}. Translate it; until then readers get it in another language.`
        report(source, message, findYamlPlace(source.source, ['steps']))
      }
      for (const [index, step] of steps.entries()) {
        const twin = from.steps.find(({ id }) => id === step.id)
        if (!twin) continue
        const ways = (of: typeof step) => [...(of.choices ?? []).map(({ to }) => to), of.otherwise, of.article].join()
        if (ways(step) !== ways(twin)) {
          const message = `The step "${step.id}" leads elsewhere than in the original. Give it the same choices in the same order, "otherwise" and "article".`
          report(source, message, findYamlPlace(source.source, ['steps', index]))
        }
        for (const field of ['question', 'help', 'solution', 'contact'] as const) {
          const text = step[field]
          if (text === undefined || text !== twin[field] || text.split(/\s+/).length < ENOUGH) continue
          report(
            source,
            `"${field}" of the step "${step.id}" is word for word the original. Translate it.`,
            findYamlPlace(source.source, ['steps', index, field]),
          )
        }
      }
    }
  },
}
