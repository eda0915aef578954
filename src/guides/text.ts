import type { Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { markdownToHast } from 'satteri'
import { visit } from 'unist-util-visit'
import { findTooDeep } from '../articles/depth.ts'
import type { Library } from '../articles/library.ts'
import { readLink } from '../articles/links.ts'

/** A solution as HTML. Links to articles stay in the reader's language; tags that somebody wrote are shown as text. */
export function renderSolution(markdown: string, library: Library, locale: string): string {
  const root = readSolution(markdown)
  visit(root, 'element', (node) => {
    if (node.tagName === 'code') node.properties['dir'] = 'ltr'
    if (node.tagName !== 'a') return
    const { target } = readLink(String(node.properties['href'] ?? ''), { category: '' }, library.locales)
    const url =
      target.kind === 'article'
        ? (library.article(locale, target.path)?.url ?? '') + target.hash
        : target.kind === 'page'
          ? library.url(locale, target.path) + target.query + target.hash
          : target.kind === 'external'
            ? target.href
            : ''
    if (url) node.properties['href'] = url
    else Object.assign(node, { tagName: 'span', properties: {} })
  })
  return toHtml(root)
}

/** The Markdown of a solution as a tree; no components, and nothing that runs. One that is nested too deeply stays as it was written. */
export function readSolution(markdown: string): Root {
  const root = parse(markdown)
  return findTooDeep(root) ? { type: 'root', children: [{ type: 'text', value: markdown }] } : root
}

/** Whether a solution is nested so deeply that it is shown as it was written. */
export const isTooDeep = (markdown: string): boolean => findTooDeep(parse(markdown)) !== undefined

const parse = (markdown: string) => markdownToHast(markdown, { features: { smartPunctuation: false } }) as Root
