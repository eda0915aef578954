import { slug as slugify } from 'github-slugger'
import { posix } from 'node:path'
import { findMissingPart } from '../markdown-slips.ts'
import type { Block } from './blocks.ts'
import type { BlockNote } from './source-folder.ts'
import { nameLink } from './link-name.ts'
import { replaceTree, textOf, visitTree, type Tree } from './mdast.ts'

/** What links of an article may lead to, found by the importer before any link is settled. */
export interface LinkPlaces {
  /** Final `category/slug` of a file, by its path below the imported folder without extension, or without its locale. */
  findArticle: (path: string) => { path: string; locale: string | undefined } | undefined
  /** Final id of a category folder that has articles. */
  findCategory: (path: string) => string | undefined
  /** Where `#…` of an article leads, in the text that readers of a locale get. */
  anchors: (locale: string, path: string) => Map<string, string> | undefined
  /** Copies a file beside the article and answers how to write its address; undefined when there is none. */
  takeFile: (path: string, kind: 'image' | 'file') => string | undefined
}

/** The article whose links are settled. */
export interface LinkOrigin {
  locale: string
  /** Final `category/slug`. */
  path: string
  /** Folder of the file, below the imported folder. */
  folder: string
}

const SCHEMES = /^(https?|mailto|tel|sms|xmpp|ftp|geo|matrix|irc):/i
const FILE = /\.(?!mdx?$|markdown$|html?$)[a-z0-9]{2,5}$/i

/** Makes every link and image of an article lead somewhere, or turns it into its words. */
export function settleLinks(blocks: Block[], origin: LinkOrigin, places: LinkPlaces, note: BlockNote): void {
  const pictures = new Set<string>()
  for (const { node } of blocks) {
    visitTree(node, (child) => {
      if (child.type === 'imageReference') pictures.add(identifierOf(child))
    })
  }
  const dead = settleDefinitions(blocks, pictures, origin, places, note)
  for (const block of blocks) {
    const wrapper = { type: 'root', children: [block.node] } as unknown as Tree
    const change = (node: Tree, url: string | undefined): Tree[] | undefined => {
      const link = node as Tree & { url: string }
      if (url === link.url) return undefined
      block.source = undefined
      if (url === undefined) return node.type === 'image' ? altOf(node) : (node.children ?? [])
      link.url = url
      return undefined
    }
    replaceTree(wrapper, (node) => {
      const line = node.position?.start.line ?? block.line
      const name = nameLink(node)
      if (name !== undefined) {
        block.source = undefined
        note('empty-link-text', `A link had no words, so nobody could see it. It is called "${name}" now.`, line)
      }
      if (node.type === 'link') return change(node, settleLink((node as { url: string }).url, origin, places, noteAt(line), textOf(node)))
      if (node.type === 'image') {
        const { url } = node as { url: string }
        const settled = settleImage(url, origin, places, noteAt(line))
        // A picture elsewhere stays one press away.
        if (settled === undefined && /^(https?:)?\/\//i.test(url)) {
          block.source = undefined
          const words = (node as { alt?: string | null }).alt?.trim() || url
          return [{ type: 'link', url: url.replace(/^\/\//, 'https://'), title: null, children: [{ type: 'text', value: words }] } as Tree]
        }
        return change(node, settled)
      }
      if ((node.type === 'linkReference' || node.type === 'imageReference') && dead.has(identifierOf(node))) {
        block.source = undefined
        return node.type === 'imageReference' ? altOf(node) : (node.children ?? [])
      }
      return undefined
    })
    flattenNestedLinks(wrapper, block)
    const [node, ...rest] = wrapper.children ?? []
    if (node && rest.length === 0) block.node = node
    else block.node = { type: 'paragraph', children: wrapper.children } as Tree
  }
  const kept = blocks.filter((block) => !(block.node.type === 'definition' && dead.has(identifierOf(block.node))))
  blocks.splice(0, blocks.length, ...kept)

  function noteAt(line: number) {
    return (rule: string, message: string) => note(rule, message, line)
  }
}

const identifierOf = (node: Tree) => String((node as { identifier?: string }).identifier ?? '').toLowerCase()

function altOf(node: Tree): Tree[] {
  const alt = (node as { alt?: string | null }).alt?.trim() ?? ''
  return alt === '' ? [] : [{ type: 'text', value: alt } as Tree]
}

/** A picture that became a link, inside a link. */
function flattenNestedLinks(root: Tree, block: Block): void {
  visitTree(root, (node) => {
    if (node.type !== 'link' && node.type !== 'linkReference') return
    replaceTree(node, (child) => {
      if (child.type !== 'link') return undefined
      block.source = undefined
      return child.children ?? []
    })
  })
}

type Say = (rule: string, message: string) => void

/** Settles the addresses that stand apart from their links; answers the identifiers of those that lead nowhere. */
function settleDefinitions(blocks: Block[], pictures: Set<string>, origin: LinkOrigin, places: LinkPlaces, note: BlockNote): Set<string> {
  const dead = new Set<string>()
  for (const block of blocks) {
    visitTree(block.node, (node) => {
      if (node.type !== 'definition') return
      const definition = node as Tree & { url: string }
      const say: Say = (rule, message) => note(rule, message, node.position?.start.line ?? block.line)
      const isPicture = pictures.has(identifierOf(node))
      const url = isPicture ? settleImage(definition.url, origin, places, say) : settleLink(definition.url, origin, places, say, identifierOf(node))
      if (url === undefined) dead.add(identifierOf(node))
      else if (url !== definition.url) {
        definition.url = url
        block.source = undefined
      }
    })
  }
  return dead
}

function settleImage(url: string, origin: LinkOrigin, places: LinkPlaces, say: Say): string | undefined {
  if (/^(https?:)?\/\//i.test(url)) {
    say(
      'external-image',
      `The image "${url}" is on another site, from which pages load nothing, so it became a link. Put the file beside the article to show it.`,
    )
    return undefined
  }
  const path = decode(url.split(/[?#]/)[0] ?? '')
  const taken = /^[a-z][a-z0-9+.-]*:/i.test(url) || path === '' ? undefined : takeFile(path, 'image', origin, places)
  if (taken === undefined)
    say('missing-image', `There is no image "${url.slice(0, 80)}" in the imported folder that pages may show, so its alternative text took its place.`)
  return taken
}

function takeFile(path: string, kind: 'image' | 'file', origin: LinkOrigin, places: LinkPlaces): string | undefined {
  for (const candidate of resolve(path, origin)) {
    const taken = places.takeFile(candidate, kind)
    if (taken !== undefined) return taken
  }
  return undefined
}

/** Paths below the imported folder that a path in an article may mean. */
function resolve(path: string, origin: LinkOrigin): string[] {
  if (!path.startsWith('/')) return [posix.join(origin.folder, path)]
  const absolute = posix.join('.', path.replace(/^\/+/, ''))
  return [absolute, posix.join(origin.folder.split('/')[0] ?? '', absolute)]
}

function settleLink(url: string, origin: LinkOrigin, places: LinkPlaces, say: Say, words: string): string | undefined {
  const dead = (reason: string): undefined => {
    say('dead-link', `The link "${words.trim().slice(0, 60)}" ${reason}, so only its words were kept.`)
    return undefined
  }
  const address = url.trim()
  const missing = findMissingPart(address)
  if (missing) return dead(`leads to "${address}", which lacks ${missing}`)
  if (address.startsWith('//')) return `https:${address}`
  if (SCHEMES.test(address)) return url
  if (/^www\.[^/]+\./i.test(address)) return `https://${address}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return dead(`leads to "${address.slice(0, 80)}", which no browser opens`)
  const [, rawPath = '', rawHash] = /^([^#]*)(?:#(.*))?$/s.exec(address) ?? []
  const path = decode(rawPath.split('?')[0] ?? '')
  const hash = decode(rawHash ?? '')
  if (path === '') {
    if (hash === '') return rawHash === undefined || address === '' ? dead('has no address') : '#top'
    if (hash === 'top') return url
    const id = findAnchor(places.anchors(origin.locale, origin.path), hash)
    return id === undefined ? dead(`leads to the section "${hash}", which this article does not have`) : id === hash ? url : `#${id}`
  }
  if (path === '/') return '/'
  for (const candidate of resolve(path, origin)) {
    const article = places.findArticle(candidate)
    if (article) return linkTo(article, hash, origin, places, say)
    const category = places.findCategory(candidate)
    if (category) return `/${category}/`
    const file = FILE.test(candidate) ? places.takeFile(candidate, 'file') : undefined
    if (file) return file
  }
  return dead(`leads to "${address.slice(0, 80)}", which is not in the imported folder, or would run code`)
}

function linkTo(article: { path: string; locale: string | undefined }, hash: string, origin: LinkOrigin, places: LinkPlaces, say: Say): string {
  const [category, slug] = article.path.split('/')
  const path = category === origin.path.split('/')[0] ? `./${slug}.mdx` : `../${article.path}.mdx`
  if (article.locale !== undefined && article.locale !== origin.locale) {
    say('link-leaves-locale', `A link led to ${article.path} in "${article.locale}". It is ${path} now, which every language finds in its own.`)
  }
  if (hash === '') return path
  const id = findAnchor(places.anchors(origin.locale, article.path), hash)
  if (id !== undefined) return `${path}#${encodeURIComponent(id)}`
  say('dead-anchor', `${article.path} has no section "${hash}" for readers of "${origin.locale}", so the link leads to its beginning.`)
  return path
}

function findAnchor(anchors: Map<string, string> | undefined, hash: string): string | undefined {
  const id = anchors?.get(hash) ?? anchors?.get(hash.toLowerCase()) ?? anchors?.get(slugify(hash))
  return id || undefined
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch {
    return path
  }
}
