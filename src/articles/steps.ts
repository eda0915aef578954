import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'

/** Texts of the only <Steps> of an article; several lists are several procedures, of which none is the whole. */
export function findSteps(root: Root): string[] {
  const lists: Element[] = []
  const visit = (node: Root['children'][number]): void => {
    if (node.type !== 'element') return
    if ((node.properties['className'] as string[] | undefined)?.includes('steps')) lists.push(node)
    node.children.forEach(visit)
  }
  root.children.forEach(visit)
  const list = lists[0]?.children.find(isElement('ol'))
  if (lists.length !== 1 || !list) return []
  return list.children.filter(isElement('li')).map((item) => textOf(item).replace(/\s+/g, ' ').trim())
}

const isElement =
  (name: string) =>
  (node: ElementContent): node is Element =>
    node.type === 'element' && node.tagName === name
