import { HTML_ELEMENTS } from '../html.ts'
import type { Tree } from './mdast.ts'

/** Elements that leave with everything in them: code, forms and what only an old design needs. */
export const REMOVED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'form',
  'input',
  'select',
  'textarea',
  'canvas',
  'link',
  'meta',
  'base',
  'svg',
  'math',
  'object',
  'applet',
  'map',
  'dialog',
  'title',
  'head',
])
/** Media of other sites and files: their address becomes a link. */
export const EMBEDDED = new Set(['iframe', 'video', 'audio', 'embed'])
/** HTML elements that are known, so that a tag of another name must be words in angle brackets. */
const KNOWN = new Set([
  ...HTML_ELEMENTS.keys(),
  ...REMOVED,
  ...EMBEDDED,
  'address',
  'article',
  'aside',
  'big',
  'body',
  'button',
  'center',
  'dir',
  'fieldset',
  'font',
  'footer',
  'h1',
  'header',
  'hgroup',
  'html',
  'label',
  'legend',
  'main',
  'menu',
  'nav',
  'nobr',
  'optgroup',
  'option',
  'output',
  'picture',
  'source',
  'strike',
  'track',
  'tt',
  'area',
  'param',
  'meter',
  'progress',
  'marquee',
  'frame',
  'frameset',
  'search',
])

const isKnownElement = (name: string): boolean => KNOWN.has(name.toLowerCase())

/** Replaces `<` of tags that are no HTML by `&lt;`, so that placeholders such as `<your-name>` stay words. */
export function escapeUnknownTags(html: string): { text: string; escaped: string[] } {
  const escaped: string[] = []
  const text = html.replace(/<(?:(\/?)([A-Za-z][\w:.-]*)|[?](?=[\s\S])|!\[CDATA\[)/g, (match, slash: string | undefined, name: string | undefined) => {
    if (name !== undefined && isKnownElement(name)) return match
    if (!slash) escaped.push(name ? `<${name}>` : match)
    return `&lt;${match.slice(1)}`
  })
  return { text, escaped: [...new Set(escaped)] }
}

/** How many elements an HTML text opens more than it closes. Elements that may be left open do not count. */
export function countOpen(html: string): number {
  let open = 0
  for (const [tag, slash, name = ''] of html.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<(\/?)([A-Za-z][A-Za-z0-9-]*)(?:"[^"]*"|'[^']*'|[^'">])*>/g)) {
    if (
      /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|thead|tbody|tfoot|option)$/i.test(name) ||
      tag.endsWith('/>')
    )
      continue
    open += slash ? -1 : 1
  }
  return open
}

/** True for a tree that has HTML in it. */
export function hasHtml(node: Tree): boolean {
  return node.type === 'html' || (node.children ?? []).some(hasHtml)
}
