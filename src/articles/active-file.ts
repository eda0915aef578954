import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import sax, { type QualifiedTag } from 'sax'

const PROGRAM = /^\.([mc]?js|jsm|es|jsx)$/
const PAGE = /^\.(html?|xhtml?|xht|shtml|mht|mhtml|xslt?|hta)$/
/** What browsers read as XML, in which an element of SVG or XHTML is as alive as in a page. */
const XML = /^\.(svg|xml|rdf|rss|atom|mml)$/
const XHTML = 'http://www.w3.org/1999/xhtml'
const ALIVE = new Set([XHTML, 'http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML'])
const RUNS = new Set(['script', 'foreignObject', 'iframe', 'embed', 'object', 'handler', 'listener'])
/** Attributes whose value may become an address, by animation too. */
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'data', 'to', 'from', 'by', 'values'])
/** Addresses that are code, or documents that may hold some. */
const CODE = /(^|;)(javascript:|vbscript:|data:(?!image\/(png|jpe?g|gif|webp|avif)\b))/i

/**
 * What a file of the content would run in a reader's browser when somebody opens it, in words; undefined for a file that only shows
 * or is downloaded. On the site's own address it could read the insights as whoever is signed in. A file is refused, never cleaned:
 * what a cleaner takes for harmless, the next browser may not.
 */
export function findActiveContent(path: string, read: () => Uint8Array = () => readFileSync(path)): string | undefined {
  const extension = extname(path).toLowerCase()
  if (PROGRAM.test(extension)) return 'is a program that browsers run'
  if (PAGE.test(extension)) return 'is a page of its own, which may run code'
  if (extension === '.svgz') return 'is compressed, so nobody sees whether it holds code'
  return XML.test(extension) ? findActiveMarkup(read()) : undefined
}

function findActiveMarkup(bytes: Uint8Array): string | undefined {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'is not saved as UTF-8, so nobody sees whether it holds code'
  }
  const found: string[] = []
  const xml = sax.parser(true, { xmlns: true })
  xml.onopentag = (tag) => found.push(...describeTag(tag as QualifiedTag))
  xml.ondoctype = (doctype) => {
    // Entities and default attributes can make any element out of nothing.
    if (doctype.includes('[')) found.push('holds declarations in its DOCTYPE')
  }
  xml.onprocessinginstruction = ({ name, body }) => {
    if (name === 'xml-stylesheet') found.push('holds <?xml-stylesheet?>')
    const encoding = name === 'xml' ? /encoding\s*=\s*["']([^"']*)/i.exec(body)?.[1] : undefined
    if (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding)) found.push(`says that it is "${encoding}" and not UTF-8`)
  }
  try {
    xml.write(text).close()
  } catch {
    return found[0] ?? 'is not well-formed XML, so nobody sees whether it holds code'
  }
  return found[0]
}

function describeTag({ local, uri, attributes }: QualifiedTag): string[] {
  if (RUNS.has(local) || uri === XHTML) return [`holds <${local}>`]
  if (!ALIVE.has(uri)) return []
  return Object.values(attributes).flatMap((attribute) => {
    if (/^on/i.test(attribute.local)) return [`holds the property "${attribute.local}"`]
    if (!ADDRESSES.has(attribute.local.toLowerCase())) return []
    // Browsers skip white space and control characters in the name of a scheme.
    const address = [...attribute.value].filter((character) => character > ' ').join('')
    if (CODE.test(address)) return [`holds the address "${address.slice(0, 40)}"`]
    const isLoaded = attribute.local === 'href' && local !== 'a' && !/^(#|data:|$)/i.test(address)
    return isLoaded ? [`loads "${address.slice(0, 40)}"`] : []
  })
}
