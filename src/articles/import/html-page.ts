import { stringify } from 'yaml'

/** An HTML file as the importer reads Markdown: front matter from its head, and the words of its main part. */
export function readHtmlPage(html: string): string {
  const text = (pattern: RegExp) => decodeText(pattern.exec(html)?.[1] ?? '')
  const title = text(/<h1[^>]*>([\s\S]*?)<\/h1>/i) || text(/<title[^>]*>([\s\S]*?)<\/title>/i)
  const description = text(/<meta\s[^>]*name\s*=\s*["']?description["']?[^>]*content\s*=\s*"([^"]*)"/i)
  const content = ['main', 'article', 'body'].map((name) => new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*)</${name}\\s*>`, 'i').exec(html)?.[1]).find(Boolean)
  return writeHtmlArticle(
    { ...(title && { title }), ...(description && { description }) },
    content ?? html.replace(/<head[\s\S]*?<\/head\s*>|<!doctype[^>]*>|<\/?html[^>]*>/gi, ''),
  )
}

/** Fields and HTML as one text that the importer reads. */
export function writeHtmlArticle(fields: Record<string, unknown>, html: string): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${joinLines(html)}\n`
}

/**
 * HTML in which Markdown finds nothing to read as its own: without an empty line, all between the first tag and the last is HTML to it.
 * Lines of code stay apart.
 */
function joinLines(html: string): string {
  const parts = html.replace(/<!--[\s\S]*?-->/g, '').split(/(<pre[\s>][\s\S]*?<\/pre\s*>)/i)
  const joined = parts.map((part, index) => (index % 2 === 1 ? part.replace(/\r?\n/g, '&#10;') : part.replace(/\s+/g, ' '))).join('')
  return joined.trim() === '' ? '' : `<div>\n${joined.trim()}\n</div>`
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Words between tags, on one line. */
export function decodeText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return name ? (NAMED[name.toLowerCase()] ?? whole) : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/\s+/g, ' ')
    .trim()
}
