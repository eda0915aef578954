import { visit } from 'unist-util-visit'
import { loadTranslators } from '../languages/load.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { type FileRoots, findFile } from './files.ts'
import { ArticleFiles } from './images.ts'
import { Library } from './library.ts'
import { parseBody } from './parse.ts'
import { isComponent, readProps } from './render.ts'
import type { ContentTree } from './tree.ts'
import { findDraftTranslations } from './unpublished.ts'

/** What a page may want besides published articles. */
export interface LibraryOptions {
  /** Show drafts and articles whose day has not come, too. */
  drafts: boolean
  /** When the site is built, in epoch ms; the computer's clock unless given. */
  now?: number
  /** Keep all pages out of search engines. */
  isPreview?: boolean
  /** Folder served as it is; holds files whose address starts with `/`. */
  publicDir: string
  /** Rendered articles of earlier builds. */
  cache?: BuildCache
  /** Called when an article is rendered for its page. */
  onPage?: () => void
  /** Folder of pictures that were made; `.cache` when absent. */
  cacheDir?: string
}

/** Makes the library of a content tree. Throws when the settings or messages cannot be used at all. */
export async function createLibrary(tree: ContentTree, options: LibraryOptions): Promise<Library> {
  if (!tree.settings) throw new Error(tree.findings[0]?.message ?? 'content/settings.yml cannot be read. Run "npm run check".')
  const hidden = options.drafts ? undefined : findDraftTranslations(tree.articles, tree.settings.locales[0]?.code ?? '', options.now ?? Date.now())
  const shown = hidden ? { ...tree, articles: tree.articles.filter((source) => !hidden.has(source)) } : tree
  const files = new ArticleFiles(options.cacheDir ?? '.cache')
  const roots = { contentDir: tree.dir, publicDir: options.publicDir }
  const paths = [...shown.articles, ...shown.snippets].flatMap((source) => findImages(source.source, source.absolute, roots))
  for (const path of new Set(paths)) await files.addImage(path)
  return new Library(shown, tree.settings, await loadTranslators(tree.dir, tree.settings), files, options)
}

/** Paths on disk of the pictures in a text; a text without any is not parsed. */
function findImages(source: string, absolute: string, roots: FileRoots): string[] {
  if (!/!\[|<Figure|<img/.test(source)) return []
  const found: string[] = []
  const add = (src: unknown) => {
    const path = typeof src === 'string' ? findFile(src, absolute, roots) : undefined
    if (path) found.push(path)
  }
  try {
    visit(parseBody(source), (node) => {
      if (node.type === 'element' && node.tagName === 'img') add(node.properties['src'])
      else if (isComponent(node) && (node.name === 'Figure' || node.name === 'img')) add(readProps(node)['src'])
    })
  } catch {
    return [] // The check reports what does not parse.
  }
  return found
}
