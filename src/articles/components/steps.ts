import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** One ordered list shown as numbered steps. */
export const steps = defineComponent({
  name: 'Steps',
  placement: 'block',
  props: z.strictObject({}),
  render: ({ children }) => [h('div', { className: ['steps'] }, children)],
})
