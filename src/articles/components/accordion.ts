import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** A detail that most readers can skip, behind its title. Find-in-page and print open it. */
export const accordion = defineComponent({
  name: 'Accordion',
  placement: 'block',
  props: z.strictObject({ title: z.string().min(1), open: z.boolean().default(false) }),
  render: ({ props, children }) => [
    h('details', { className: ['accordion'], open: props.open }, [h('summary', props.title), h('div', { className: ['accordion-body'] }, children)]),
  ],
})
