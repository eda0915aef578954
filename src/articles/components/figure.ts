import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'

/** A picture with a caption. `src` is a file beside the article or an address in `public/`. */
export const figure = defineComponent({
  name: 'Figure',
  placement: 'block',
  props: z.strictObject({ src: z.string().min(1), alt: z.string() }),
  render: ({ props, children }) => [
    h('figure', { className: ['figure'] }, [h('img', { src: props.src, alt: props.alt }), ...(children.length > 0 ? [h('figcaption', children)] : [])]),
  ],
})
