import { posix } from 'node:path'
import { mdxToMdast } from 'satteri'
import { FEATURES, type Tree, visitTree } from '../../articles/import/mdast.ts'
import { readLink } from '../../articles/links.ts'
import { refuseTooDeep } from '../../articles/parse.ts'
import { writeLink } from '../../checks/article-link.ts'

/** An article that gets another `category/slug`. */
export interface Move {
  from: string
  to: string
}

/** A text whose links are brought up to date. */
export interface LinkOrigin {
  /** Category of the file before and after the move; a snippet has none. */
  category: string
  newCategory: string
  locales: string[]
}

/** Properties of tags that hold an address. */
const ADDRESSES = new Set(['href', 'src', 'captions', 'poster'])

/** The address that a link of a text needs after a move; the same when it still leads where it led. */
export function relocate(address: string, { from, to }: Move, { category, newCategory, locales }: LinkOrigin): string {
  const { target, locale } = readLink(address, { category: category || '_' }, locales)
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? []
  if (target.kind === 'file') return category === newCategory || path.startsWith('/') ? address : fromElsewhere(path, category, newCategory) + rest
  if (target.kind !== 'article') return address
  const path2 = target.path === from ? to : target.path
  if (path.startsWith('/')) return path2 === target.path ? address : path.replace(target.path, path2) + rest
  if (path2 === target.path && category === newCategory) return address
  return (locale === undefined ? writeLink(path2, newCategory || '_') : `../../${locale}/${path2}.mdx`) + rest
}

/** A file stays where it is when the article beside it goes to another category. */
function fromElsewhere(path: string, category: string, newCategory: string): string {
  const file = posix.join('/', category, path)
  return file.startsWith(`/${newCategory}/`) ? `./${posix.relative(`/${newCategory}`, file)}` : `..${file}`
}

/** A text with its links brought up to date, every other sign as it was. Throws when it is no MDX. */
export function relink(source: string, move: Move, origin: LinkOrigin): { text: string; changed: number } {
  const edits: { start: number; end: number; text: string }[] = []
  const replace = (address: unknown, start: number, end: number, before: RegExp) => {
    if (typeof address !== 'string') return
    const moved = relocate(address, move, origin)
    if (moved === address) return
    const match = new RegExp(`${before.source}${RegExp.escape(address)}`, 's').exec(source.slice(start, end))
    if (!match)
      throw new Error(`The link "${address}" is written in a way that cannot be changed by a program. Write it as ${moved} by hand, then move the article.`)
    const at = start + match.index + match[0].length
    edits.push({ start: at - address.length, end: at, text: moved })
  }
  const root = mdxToMdast(source, { position: true, features: { ...FEATURES, frontmatter: true } }) as Tree
  refuseTooDeep(root)
  visitTree(root, (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return
    if (node.type === 'link') replace(node.url, node.children?.at(-1)?.position?.end.offset ?? start, end, /\]\(\s*<?/)
    else if (node.type === 'image') replace(node.url, start, end, /.*\]\(\s*<?/)
    else if (node.type === 'definition') replace(node.url, start, end, /\]:\s*<?/)
    else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const tagEnd = node.children?.[0]?.position?.start.offset ?? end
      for (const { name, value } of (node as { attributes?: { name: string; value: unknown }[] }).attributes ?? [])
        if (ADDRESSES.has(name)) replace(value, start, tagEnd, new RegExp(`\\s${name}\\s*=\\s*["']`))
    }
  })
  let text = source
  for (const edit of edits.sort((a, b) => b.start - a.start)) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  return { text, changed: edits.length }
}
