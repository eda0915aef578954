import { COMPONENTS } from '../../articles/components/registry.ts'
import type { Rule } from '../rule.ts'

/** A component where it cannot work: a Tab outside Tabs, or a block inside a sentence, which makes invalid HTML. */
export const misplacedComponent: Rule = {
  id: 'misplaced-component',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const tag of text.tags) {
        const component = COMPONENTS.get(tag.name)
        if (component?.parent && tag.parent !== component.parent) {
          report(text, `<${tag.name}> stands outside <${component.parent}>. Put it directly inside <${component.parent}> … </${component.parent}>.`, tag.place)
        } else if (component?.placement === 'block' && tag.inSentence) {
          report(text, `<${tag.name}> stands inside a sentence. Put the tag on a line of its own, with an empty line before and after.`, tag.place)
        }
        if (tag.name !== 'Tabs') continue
        const stray = tag.children.find(
          (child) => child.name !== 'Tab' && !(child.type === 'text' && (child.value ?? '').trim() === '') && !/Expression$/.test(child.type),
        )
        if (stray) {
          const start = stray.position?.start
          report(
            text,
            '<Tabs> may hold only <Tab label="…"> … </Tab>; anything else in it is not shown. Move it into a Tab or out of the Tabs.',
            start ?? tag.place,
          )
        }
      }
    }
  },
}
