import type { Place } from '../contract.ts'
import type { Passage } from '../passages.ts'
import type { Rule } from '../rule.ts'
import type { TextNode } from '../text-node.ts'

/** Steps that are no numbered list: paragraphs that begin with "Step 1", or Steps around something else, so that readers see no steps or numbers that start again. */
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
      for (const { place, first, second } of findWrittenSteps(text.passages))
        report(
          text,
          `"${first}" and "${second}" are steps in plain paragraphs. Write them as a numbered list (1. 2. 3.) without the words, inside <Steps>.`,
          place,
        )
    }
  },
}

/** "Step 1:", "1-", "**Шаг 1.**", "گام ۱:", "第1步：" at the beginning of a line. A number and a full stop alone is a list already. */
const MARK = /^[\s*_>]*((?:\p{L}+\s?)?(\p{Nd}{1,2})(?:\s?\p{L}+)?)\s*(?:[*_]*\s*[.:)\-–—：。、])/u

/** Where a paragraph begins as a first step and one soon after it as the second in the same way. */
function findWrittenSteps(passages: readonly Passage[]): { place: Required<Place>; first: string; second: string }[] {
  const found: { place: Required<Place>; first: string; second: string }[] = []
  let open: { like: string; mark: string; place: Required<Place>; at: number } | undefined
  passages.forEach(({ kind, raw, placeOf }, at) => {
    if (kind !== 'paragraph') return
    let offset = 0
    for (const line of raw.split('\n')) {
      const [, mark = '', digits = ''] = MARK.exec(line) ?? []
      const like = mark.replace(digits, '#')
      const number = [...digits].reduce((sum, digit) => sum * 10 + readDigit(digit), 0)
      if (number === 1) open = { like, mark, place: placeOf(offset), at }
      else if (number === 2 && open?.like === like && at - open.at <= NEAR) {
        found.push({ place: open.place, first: open.mark, second: mark })
        open = undefined
      }
      offset += line.length + 1
    }
  })
  return found
}

/** Passages that may stand between two steps: a note, a hint. */
const NEAR = 4

/** Decimal digits of every script follow one another from its zero on (Unicode 4.6). */
function readDigit(digit: string): number {
  let value = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1)) && value < 9) value++
  return value
}

const isNothing = (node: TextNode) => (node.type === 'text' && (node.value ?? '').trim() === '') || /Expression$/.test(node.type)
const isOrderedList = (node: TextNode | undefined) => node?.type === 'element' && (node as { tagName?: string }).tagName === 'ol'
