import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** A note set apart from the text. Print and screen readers get the kind in words. */
export const callout = defineComponent({
  name: 'Callout',
  placement: 'block',
  props: z.strictObject({
    type: z.enum(['note', 'tip', 'warning', 'danger']).default('note'),
    title: z.string().optional(),
  }),
  render({ props, children, context }) {
    const label = props.title ?? context.translator.t(`component.${props.type}`)
    return [
      h('div', { className: ['callout', `callout-${props.type}`], role: 'note', ariaLabel: label }, [
        h('p', { className: ['callout-title'] }, label),
        ...children,
      ]),
    ]
  },
})
