import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** The label of a button or menu as it stands on the screen of a product. */
export const button = defineComponent({
  name: 'Button',
  placement: 'inline',
  props: z.strictObject({}),
  render: ({ children }) => [h('b', { className: ['ui-label'] }, children)],
})
