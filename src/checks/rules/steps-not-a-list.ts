import type { Rule } from '../rule.ts'
import type { TextNode } from '../text-node.ts'

/** Steps around something else than one numbered list: readers would see no steps, or numbers that start again. */
export const stepsNotAList: Rule = {
  id: 'steps-not-a-list',
  severity: 'warning',
  check(content, report) {
    for (const text of content.texts) {
      for (const { name, children, place } of text.tags) {
        if (name !== 'Steps') continue
        const content = children.filter((child) => !isNothing(child))
        const [first] = content
        if (content.length === 1 && isOrderedList(first)) continue
        const lists = content.filter(isOrderedList).length
        const message =
          content.length === 0
            ? '<Steps> is empty. Write a numbered list in it: 1. 2. 3.'
            : lists > 1
              ? `<Steps> holds ${lists} numbered lists, so the numbers start again. Indent what stands between the steps by three spaces, so that it belongs to the step before.`
              : '<Steps> must hold one numbered list (1. 2. 3.) and nothing else. Put the list between empty lines, and other text before or after the Steps.'
        report(text, message, place)
      }
    }
  },
}

const isNothing = (node: TextNode) => (node.type === 'text' && (node.value ?? '').trim() === '') || /Expression$/.test(node.type)
const isOrderedList = (node: TextNode | undefined) => node?.type === 'element' && (node as { tagName?: string }).tagName === 'ol'
