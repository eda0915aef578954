import * as z from 'zod'
import { defineComponent } from '../component.ts'
import { slugSchema } from '../contract.ts'

/** A paragraph kept once in content/snippets/<locale>/<id>.mdx and shown in many articles. */
export const snippet = defineComponent({
  name: 'Snippet',
  placement: 'block',
  props: z.strictObject({ id: slugSchema }),
  render: ({ props, context }) => context.snippet(props.id),
})
