import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** A note set apart from the text. Screen readers, and the article as Markdown, get the kind in words also where it has a title of its own. */
export const callout = defineComponent({
  name: 'Callout',
  placement: 'block',
  props: z.strictObject({
    type: z.enum(['note', 'tip', 'warning', 'danger']).default('note'),
    title: z.string().optional(),
  }),
  render({ props, children, context }) {
    const kind = context.translator.t(`component.${props.type}`)
    return [
      h('div', { className: ['callout', `callout-${props.type}`], role: 'note', ariaLabel: kind }, [
        h('p', { className: ['callout-title'] }, props.title ? [h('span', { className: ['callout-kind', 'sr-only'] }, `${kind}: `), props.title] : kind),
        ...children,
      ]),
    ]
  },
})
