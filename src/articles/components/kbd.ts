import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** Keys to press: `Ctrl+K` becomes two keys. Keys keep their left-to-right order in every language. */
export const kbd = defineComponent({
  name: 'Kbd',
  placement: 'inline',
  props: z.strictObject({}),
  render({ children }) {
    const keys = textOf({ type: 'root', children }).split(/\+(?!$)/)
    if (keys.length === 1) return [h('kbd', { dir: 'ltr' }, keys[0])]
    return [
      h(
        'kbd',
        { className: ['keys'], dir: 'ltr' },
        keys.flatMap((key, index) => [...(index > 0 ? ['+'] : []), h('kbd', key.trim())]),
      ),
    ]
  },
})
