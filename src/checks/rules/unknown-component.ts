import { COMPONENTS } from '../../articles/components/registry.ts'
import { HTML_ELEMENTS } from '../../articles/html.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A tag that is neither a component nor an HTML element articles may use; its content would lose its meaning. */
export const unknownComponent: Rule = {
  id: 'unknown-component',
  severity: 'error',
  check(content, report) {
    const components = [...COMPONENTS.keys()]
    for (const text of content.texts) {
      for (const { name, place } of text.tags) {
        // An empty name is a fragment, <>…</>, which shows its content.
        if (name === '' || COMPONENTS.has(name) || HTML_ELEMENTS.has(name)) continue
        const sameWord = components.find((known) => known.toLowerCase() === name.toLowerCase())
        const near = sameWord ?? findNearest(name, /^[a-z]/.test(name) ? [...HTML_ELEMENTS.keys(), ...components] : components)
        const kind = /^[a-z]/.test(name) ? 'HTML element that articles may use' : 'component'
        report(text, `<${name}> is no ${kind}.${didYouMean(near)} Components are ${components.join(', ')}. To show the tag itself, write \\<${name}>.`, place)
      }
    }
  },
}
