import { createHash } from 'node:crypto'
import { join, relative } from 'node:path'
import type { ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { MessageKey } from '../languages/messages.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { findAddress } from './address.ts'
import type { ShownEntry } from './component.ts'
import { type FileRoots, findFile } from './files.ts'
import type { Article, Library } from './library.ts'
import { type Asked, isUnchanged, type Lookups, type NamedText, recordLookups } from './lookups.ts'
import { markLanguage } from './mark-language.ts'
import { parseBody } from './parse.ts'
import { toPlainMarkdown } from './plain-markdown.ts'
import { isRepeated, minutesToRead, type RenderedArticle } from './reading.ts'
import { renderTree, serialise } from './render.ts'
import { cutSections } from './sections.ts'
import { findSteps } from './steps.ts'
import type { SnippetSource, SourceFile } from './tree.ts'

/** Where the text of articles takes things from. */
export interface ArticleMaterial {
  roots: FileRoots
  glossary: (id: string, locale: string) => ShownEntry | undefined
  snippet: (id: string, locale: string) => SnippetSource | undefined
  cache: BuildCache | undefined
  onPage: (() => void) | undefined
}

/** Makes the text of articles, or takes it from the cache where nothing that it depends on has changed. */
export class ArticleRenderer {
  readonly #library: Library
  readonly #material: ArticleMaterial
  /** Keys whose entries this run made or compared, with a name of what they hold: pages, Markdown and search index ask for the same article. */
  readonly #sound = new Map<string, string>()
  /** Pages, Markdown and search index ask for the same article, and its text is long. */
  readonly #keys = new WeakMap<Article, string>()

  constructor(library: Library, material: ArticleMaterial) {
    this.#library = library
    this.#material = material
  }

  render<Part extends keyof RenderedArticle>(article: Article, file: SourceFile, part: Part): RenderedArticle[Part] {
    const { cache, onPage } = this.#material
    if (part === 'page') onPage?.()
    const lookups = this.#lookups(article)
    if (!cache) return this.#make(article, this.#name(file), lookups)[part]
    const key = this.#keyOf(article, file)
    const known = this.#nameKept(key, lookups, cache) === undefined ? undefined : cache.read<RenderedArticle[Part]>(key, part)
    if (known !== undefined) return known
    const asked: Asked[] = []
    const made = this.#make(article, this.#name(file), recordLookups(lookups, asked))
    cache.write(key, { asked, ...made })
    this.#sound.set(key, nameContent(key, asked))
    return made[part]
  }

  /** A name for what is kept of an article, which another text has not; undefined when it has to be made. */
  nameKept(article: Article, file: SourceFile): string | undefined {
    const { cache } = this.#material
    return cache && this.#nameKept(this.#keyOf(article, file), this.#lookups(article), cache)
  }

  /** The name of what is kept under a key, as long as all that was asked for it is still answered so. */
  #nameKept(key: string, lookups: Lookups, cache: BuildCache): string | undefined {
    const known = this.#sound.get(key)
    if (known !== undefined) return known
    const asked = cache.read<Asked[]>(key, 'asked')
    if (!Array.isArray(asked) || !isUnchanged(asked, lookups)) return undefined
    const name = nameContent(key, asked)
    this.#sound.set(key, name)
    return name
  }

  /** Everything that the text depends on and that is no lookup. */
  #keyOf(article: Article, file: SourceFile): string {
    const known = this.#keys.get(article)
    if (known !== undefined) return known
    const { name, source } = this.#name(file)
    const { url, videoHosts } = this.#library.settings
    const { title, description } = article.frontMatter
    const { locale, direction } = this.#library.translator(article.textLocale)
    const inputs = ['article', url, videoHosts, locale, direction, this.#library.defaultLocale, title, description, article.locale, article.path, name, source]
    const key = createHash('sha256').update(JSON.stringify(inputs)).digest('base64url')
    this.#keys.set(article, key)
    return key
  }

  #make(article: Article, source: NamedText, lookups: Lookups): RenderedArticle {
    const { root, headings } = this.#renderSource(source, article, lookups, new Map())
    const { textLocale } = article
    const { defaultLocale, settings } = this.#library
    const markdown = toPlainMarkdown(root, source.source, settings.url)
    const sections = cutSections(root, this.#library.translator(textLocale).direction === 'rtl')
    // Only the page has elements that can say which language a text is in.
    if (textLocale !== defaultLocale) markLanguage(root, textLocale, defaultLocale, this.#library.language(defaultLocale, textLocale))
    return {
      page: {
        html: serialise(root),
        headings,
        steps: findSteps(root),
        repeatsDescription: isRepeated(article.frontMatter, root),
        minutes: minutesToRead(textOf(root), textLocale),
      },
      markdown,
      sections,
    }
  }

  #renderSource({ name: from, source }: NamedText, article: Article, lookups: Lookups, ids: Map<string, number>): ReturnType<typeof renderTree> {
    const t = (key: MessageKey, variables?: Parameters<Lookups['text']>[1]) => lookups.text(key, variables)
    const tree = parseBody(source, { label: t('article.footnotes'), backLabel: t('article.footnoteBack', { reference: '{reference}' }) })
    return renderTree(tree, {
      translator: { ...this.#library.translator(article.textLocale), t },
      videoHosts: this.#library.settings.videoHosts,
      uniqueId: (name) => {
        const count = (ids.get(name) ?? 0) + 1
        ids.set(name, count)
        return `${name}-${count}`
      },
      glossary: lookups.glossary,
      snippet: (id) => {
        const found = lookups.snippet(id)
        if (!found) return []
        const { children } = this.#renderSource(found, article, lookups, ids).root
        for (const child of children) if (child.type === 'element') Object.assign(child.properties, found.language)
        forgetPlaces(children)
        return children as ElementContent[]
      },
      guide: lookups.guide,
      image: (src) => lookups.image(src, from),
      link: (href) => lookups.link(href, from),
    })
  }

  #lookups(article: Article): Lookups {
    const { roots, glossary, snippet } = this.#material
    const library = this.#library
    return {
      text: library.translator(article.textLocale).t,
      glossary: (id) => glossary(id, article.textLocale),
      snippet: (id) => {
        const found = snippet(id, article.textLocale)
        return found && { ...this.#name(found), language: library.language(found.locale, article.textLocale) }
      },
      guide: (id) => library.guides(article.locale).find((guide) => guide.id === id),
      image: (src, from) => library.files.image(findFile(src, join(roots.contentDir, from), roots) ?? ''),
      link: (href, from) => findAddress(href, article, join(roots.contentDir, from), library, roots),
    }
  }

  #name({ absolute, source }: SourceFile): NamedText {
    return { name: relative(this.#material.roots.contentDir, absolute), source }
  }
}

const nameContent = (key: string, asked: Asked[]) => createHash('sha256').update(key).update(JSON.stringify(asked)).digest('base64url')

/** Places in another file than the article's. */
function forgetPlaces(nodes: (Root | Root['children'][number])[]): void {
  for (const node of nodes) {
    delete node.position
    if ('children' in node) forgetPlaces(node.children)
  }
}
