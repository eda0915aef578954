import { h } from 'hastscript'
import * as z from 'zod'
import { defineComponent } from '../component.ts'
import { slugSchema } from '../contract.ts'

/** A link to a guide of content/guides with its title and what it does. */
export const guide = defineComponent({
  name: 'Guide',
  placement: 'block',
  props: z.strictObject({ id: slugSchema }),
  render: ({ props, context }) => {
    const found = context.guide(props.id)
    if (!found) return []
    const language = found.textLocale === context.translator.locale.code ? {} : { lang: found.textLocale, dir: 'auto' }
    return [h('p', { className: ['guide-link'], ...language }, [h('a', { href: found.url }, found.title), h('span', found.description)])]
  },
})
