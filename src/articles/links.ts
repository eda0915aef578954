import { posix } from 'node:path'

/** Where a link in an article leads. */
export type LinkTarget =
  | { kind: 'article'; path: string; hash: string }
  | { kind: 'section'; hash: string }
  | { kind: 'external'; href: string }
  /** A page of the site that is no article: `/contact/`, `/search/?q=…`, a category. */
  | { kind: 'page'; path: string; query: string; hash: string }
  /** A file beside the article or in `public/`. */
  | { kind: 'file'; path: string }

/**
 * Reads a link as writers write it: `./x.mdx`, `../category/x.mdx#part`, `/category/x/`, `#part`, `https://…`.
 * `locale` is set when the address itself names one, which leaves the reader's language.
 */
export function readLink(href: string, from: { category: string }, locales: string[]): { target: LinkTarget; locale?: string } {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return { target: { kind: 'external', href } }
  const [, rawPath = '', query = '', hash = ''] = /^([^#?]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? []
  if (rawPath === '' && query === '') return { target: { kind: 'section', hash } }
  const path = decode(rawPath)

  if (path.startsWith('/')) {
    const parts = path.replace(/^\/+|\/+$/g, '').split('/')
    const locale = parts[0] !== undefined && locales.includes(parts[0]) ? parts.shift() : undefined
    const last = parts.at(-1) ?? ''
    if (/\.(?!mdx?$)[a-z0-9]{2,5}$/i.test(last)) return { target: { kind: 'file', path } }
    const target: LinkTarget =
      parts.length === 2
        ? { kind: 'article', path: stripExtension(parts.join('/')), hash }
        : { kind: 'page', path: parts.length === 0 || last === '' ? '/' : `/${parts.join('/')}/`, query, hash }
    return locale === undefined ? { target } : { target, locale }
  }

  if (/\.(?!mdx?$)[a-z0-9]{2,5}$/i.test(path)) return { target: { kind: 'file', path } }
  // Articles live at <locale>/<category>/<slug>; two steps up is another locale.
  const resolved = posix.join('locale', from.category, path)
  const parts = resolved.replace(/\/$/, '').split('/')
  if (parts[0] === 'locale' && parts.length === 3) return { target: { kind: 'article', path: stripExtension(parts.slice(1).join('/')), hash } }
  const locale = parts[0] !== undefined && locales.includes(parts[0]) ? parts.shift() : undefined
  return { target: { kind: 'article', path: stripExtension(parts.filter((part) => part !== 'locale').join('/')), hash }, ...(locale ? { locale } : {}) }
}

const stripExtension = (path: string) => path.replace(/\.mdx?$/i, '')

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
