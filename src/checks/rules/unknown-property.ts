import { COMPONENTS } from '../../articles/components/registry.ts'
import { HTML_ELEMENTS, isAllowedAttribute } from '../../articles/html.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A property that a component or element does not have: mostly a slip of the keys that would be ignored in silence. */
export const unknownProperty: Rule = {
  id: 'unknown-property',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { name, props, place } of text.tags) {
        const component = COMPONENTS.get(name)
        const known = component ? Object.keys(component.props.shape) : [...(HTML_ELEMENTS.get(name) ?? [])]
        if (!component && !HTML_ELEMENTS.has(name)) continue
        for (const property of Object.keys(props)) {
          if (component ? known.includes(property) : isAllowedAttribute(name, property) || /^on/i.test(property)) continue
          const has = known.length === 0 ? `<${name}> has none; remove it.` : `<${name}> has ${known.join(', ')}.`
          const style = property === 'style' ? ' Styles belong to the design of the site.' : ''
          report(text, `<${name}> has no property "${property}".${didYouMean(findNearest(property, known))}${style} ${has}`, place)
        }
      }
    }
  },
}
