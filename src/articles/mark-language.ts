import type { Element, ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import type { TextLanguage } from '../languages/contract.ts'
import { createForeignTest, type ForeignTest } from '../languages/foreign-text.ts'

/** Elements that hold one text. */
const TEXTS = new Set(['p', 'li', 'td', 'th', 'dt', 'dd', 'figcaption', 'summary', 'h2', 'h3', 'h4', 'h5', 'h6', 'span', 'b'])
/** Elements that begin a text of their own. */
const BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'table', 'pre', 'div', 'blockquote', 'details', 'figure', 'dl'])
/** Left to right anyway, and in no language. */
const CODE = new Set(['code', 'kbd', 'pre', 'samp'])
/** Four words or more in Latin letters that follow each other. */
const RUN = /(?<![\p{L}\p{N}])\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*(?:[ ,;:–-]+\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*){3,}[.!?]?/gu

const tests = new Map<string, ForeignTest>()

/** Marks what a translation still has in the language of the original, so that it is read out and laid out as that. */
export function markLanguage(root: Root, locale: string, original: string, language: TextLanguage): void {
  const key = `${locale} ${original}`
  const isForeign = tests.get(key) ?? createForeignTest(locale, original)
  tests.set(key, isForeign)
  const splits = usesLatin(original) && !usesLatin(locale)

  const visit = (node: Element | Root) => {
    node.children = (node.children as ElementContent[]).flatMap((child): ElementContent[] => {
      if (child.type === 'text' && splits) return markRuns(child.value)
      if (child.type !== 'element' || CODE.has(child.tagName) || child.properties['lang'] !== undefined) return [child]
      const holdsText = TEXTS.has(child.tagName) && !child.children.some((inner) => inner.type === 'element' && BLOCKS.has(inner.tagName))
      if (holdsText && isForeign(wordsOf(child))) {
        Object.assign(child.properties, language)
      } else visit(child)
      return [child]
    }) as Root['children']
  }

  const markRuns = (text: string): ElementContent[] => {
    const made: ElementContent[] = []
    let end = 0
    for (const match of text.matchAll(RUN)) {
      made.push({ type: 'text', value: text.slice(end, match.index) }, h('span', { ...language }, match[0]))
      end = match.index + match[0].length
    }
    return [...made, { type: 'text', value: text.slice(end) }]
  }

  visit(root)
}

function wordsOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && !CODE.has(node.tagName) ? node.children.map(wordsOf).join('') : ' '
}

const usesLatin = (locale: string) => new Intl.Locale(locale).maximize().script === 'Latn'
