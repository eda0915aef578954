import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'
import { slugSchema } from '../contract.ts'

/** A word with its meaning from content/glossary/<locale>.yml: opens by click, touch, Enter or Space, closes by Escape. */
export const term = defineComponent({
  name: 'Term',
  placement: 'inline',
  props: z.strictObject({ id: slugSchema }),
  render({ props, children, context }) {
    const entry = context.glossary(props.id)
    if (!entry) return children
    const id = context.uniqueId('term')
    return [
      h('span', { className: ['term'] }, [
        h('button', { type: 'button', popoverTarget: id, ariaDetails: id }, children),
        h('span', { id, popover: 'auto', className: ['term-card'], role: 'note', ...entry.language }, [h('b', entry.term), ' ', entry.definition]),
      ]),
    ]
  },
})
