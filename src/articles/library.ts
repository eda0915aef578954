import { findDirection, findFallbackChain, localePrefix, type TextLanguage } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import type { Channel, LocalisedText, Settings } from '../settings/contract.ts'
import { findTextLocale, readText } from '../settings/load.ts'
import type { Notice } from '../notices/contract.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { ArticleRenderer } from './article-renderer.ts'
import type { Category, FrontMatter, GlossaryEntry, Synonyms } from './contract.ts'
import type { FileRoots } from './files.ts'
import { type Guide, resolveGuides } from './guides.ts'
import type { ArticleFiles } from './images.ts'
import { inheritFields } from './inherit.ts'
import { findOwnPicture, type OwnPicture, type OwnPictureName, readOwnPicture } from './own-picture.ts'
import { bodyOf } from './parse.ts'
import type { RenderedArticle } from './reading.ts'
import type { Redirect } from './redirect-contract.ts'
import type { Done } from './said-and-done-contract.ts'
import { sortForReading } from './reading-order.ts'
import { revisionOf } from './revision.ts'
import type { ArticleSource, ContentTree, SnippetSource } from './tree.ts'
import { isUnpublished } from './unpublished.ts'

/** An article as a reader of one locale gets it: translated, or in the language of a fallback. */
export interface Article {
  /** `category/slug`. */
  path: string
  slug: string
  category: CategoryPage
  /** The reader's locale: the language of everything around the text. */
  locale: string
  /** Language of the text itself; differs from `locale` on a fallback page. */
  textLocale: string
  isTranslated: boolean
  frontMatter: FrontMatter
  /** Address of this page, e.g. `/fa/using/find-an-answer/`. */
  url: string
  /** Locales that have their own text, in the order of the settings. */
  translations: string[]
  /** Content hash of what is read. */
  revision: string
  /** Path of the source in the repository. */
  file: string
}

/** A category as a reader of one locale gets it. */
export interface CategoryPage {
  id: string
  icon: string
  title: string
  titleLanguage: TextLanguage
  description: string
  descriptionLanguage: TextLanguage
  url: string
  locale: string
  /** In reading order. */
  articles: Article[]
}

/** All articles of the site, in every locale, with their places in it. Made once per build. */
export class Library {
  readonly settings: Settings
  readonly translators: Map<string, Translator>
  readonly files: ArticleFiles
  /** Built for colleagues, with what is not published: nothing of it belongs into search engines. */
  readonly isPreview: boolean
  /** All of them; pages show those whose time it is. */
  readonly notices: Notice[]
  /** As they are written: chains are not followed. */
  readonly redirects: readonly Redirect[]
  /** What readers said and what was done about it, in the order of the file. */
  readonly done: readonly Done[]
  readonly #categories = new Map<string, CategoryPage[]>()
  readonly #articles = new Map<string, Map<string, Article>>()
  readonly #sources = new Map<string, ArticleSource>()
  readonly #snippets = new Map<string, SnippetSource>()
  readonly #guides: Map<string, Guide[]>
  readonly #glossary: Map<string, Map<string, GlossaryEntry>>
  readonly #synonyms: Map<string, Synonyms>
  readonly #roots: FileRoots
  readonly #renderer: ArticleRenderer

  constructor(
    tree: ContentTree,
    settings: Settings,
    translators: Map<string, Translator>,
    files: ArticleFiles,
    options: { drafts: boolean; isPreview?: boolean; now?: number; publicDir: string; cache?: BuildCache | undefined; onPage?: (() => void) | undefined },
  ) {
    this.settings = settings
    this.isPreview = options.isPreview === true
    this.translators = translators
    this.files = files
    this.#roots = { contentDir: tree.dir, publicDir: options.publicDir }
    this.#renderer = new ArticleRenderer(this, {
      roots: this.#roots,
      glossary: (id, locale) =>
        this.#fallback(locale, (code) => {
          const entry = this.#glossary.get(code)?.get(id)
          return entry && { ...entry, language: this.language(code, locale) }
        }),
      snippet: (id, locale) => this.#findSnippet(id, locale),
      cache: options.cache,
      onPage: options.onPage,
    })
    this.notices = tree.notices
    this.redirects = tree.redirects
    this.done = tree.done
    this.#synonyms = tree.synonyms
    this.#guides = new Map(settings.locales.map(({ code }) => [code, resolveGuides(tree.guides, settings.locales, code)]))
    this.#glossary = new Map([...tree.glossary].map(([locale, entries]) => [locale, new Map(entries.map((entry) => [entry.id, entry]))]))
    for (const snippet of tree.snippets) this.#snippets.set(`${snippet.locale}/${snippet.id}`, snippet)
    for (const source of tree.articles) this.#sources.set(`${source.locale}/${source.path}`, source)

    const now = options.now ?? Date.now()
    const paths = [...new Set(tree.articles.map((source) => source.path))]
    for (const { code } of settings.locales) {
      const pages = tree.categories.map((category) => this.#categoryPage(category, code))
      const byId = new Map(pages.map((page) => [page.id, page]))
      const articles = new Map<string, Article>()
      for (const path of paths) {
        const page = byId.get(path.split('/')[0] ?? '')
        const article = page && this.#article(path, code, page)
        if (!article || (!options.drafts && isUnpublished(article.frontMatter, now))) continue
        articles.set(path, article)
        page.articles.push(article)
      }
      for (const page of pages) sortForReading(page.articles, code)
      this.#articles.set(code, articles)
      this.#categories.set(
        code,
        pages.filter((page) => page.articles.length > 0),
      )
    }
  }

  get locales(): string[] {
    return this.settings.locales.map((locale) => locale.code)
  }

  get defaultLocale(): string {
    return this.locales[0] ?? 'en'
  }

  translator(locale: string): Translator {
    const translator = this.translators.get(locale)
    if (!translator) throw new Error(`There is no locale "${locale}" in content/settings.yml.`)
    return translator
  }

  /** A text of the settings in the reader's language. */
  text(text: LocalisedText, locale: string): string {
    return readText(text, locale, this.settings)
  }

  /** A picture of the owner's; undefined when the settings name none, and Waymark's own is shown. */
  picture(name: OwnPictureName): OwnPicture | undefined {
    return findOwnPicture(readOwnPicture(this.settings, name).address, this.#roots, this.files)
  }

  /** Attributes of such a text where it is shown: a reader may get it in another language. */
  textLanguage(text: LocalisedText, locale: string): TextLanguage {
    return this.language(findTextLocale(text, locale, this.settings), locale)
  }

  /** Attributes of any text in one language on a page in another. */
  language(textLocale: string, locale: string): TextLanguage {
    if (textLocale === locale) return {}
    return { lang: textLocale, dir: findDirection(this.settings.locales.find(({ code }) => code === textLocale) ?? { code: textLocale }) }
  }

  /** Ways for readers of a locale to reach a person. */
  channels(locale: string): Channel[] {
    return this.settings.contact.channels.filter((channel) => !channel.locales || channel.locales.includes(locale))
  }

  /** Whether readers of a locale can write to somebody or reach them otherwise; else pages have no link to the contact page. */
  hasContact(locale: string): boolean {
    return this.settings.contact.tickets !== undefined || this.channels(locale).length > 0
  }

  /** Categories that have articles, in order. */
  categories(locale: string): CategoryPage[] {
    return this.#categories.get(locale) ?? []
  }

  /** All articles of a locale, fallback pages included. */
  articles(locale: string): Article[] {
    return [...(this.#articles.get(locale)?.values() ?? [])]
  }

  article(locale: string, path: string): Article | undefined {
    return this.#articles.get(locale)?.get(path)
  }

  /** Guides for readers of a locale, those in other languages included. */
  guides(locale: string): Guide[] {
    return this.#guides.get(locale) ?? []
  }

  /** Address of a page such as `/` or `/contact/` in a locale. */
  url(locale: string, path: string): string {
    return localePrefix(this.settings.locales, locale) + path
  }

  /** What readers of a locale call the things that its articles call otherwise. */
  synonyms(locale: string): Synonyms | undefined {
    return this.#synonyms.get(locale)
  }

  /** The words that a locale's own glossary explains. */
  glossary(locale: string): GlossaryEntry[] {
    const original = this.#glossary.get(this.defaultLocale)
    return [...(this.#glossary.get(locale)?.values() ?? [])].map((entry) => {
      const path = entry.article ?? original?.get(entry.id)?.article
      const { article: _, ...own } = entry
      // An article that is a draft or gone has no page.
      return path && this.article(locale, path) ? { ...own, article: path } : own
    })
  }

  /** The Markdown source of an article without its front matter. */
  body(article: Article): string {
    return bodyOf(this.#source(article).source)
  }

  /** The text of an article for a purpose; what an earlier build made of the same is used again. */
  render<Part extends keyof RenderedArticle>(article: Article, part: Part): RenderedArticle[Part] {
    return this.#renderer.render(article, this.#source(article), part)
  }

  /** A name for the text of an article as an earlier build kept it; undefined when that has changed or was not kept. */
  nameKept(article: Article): string | undefined {
    return this.#renderer.nameKept(article, this.#source(article))
  }

  #source(article: Article): ArticleSource {
    const source = this.#sources.get(`${article.textLocale}/${article.path}`)
    if (!source) throw new Error(`The source of ${article.path} in ${article.textLocale} is gone. Build again.`)
    return source
  }

  #categoryPage(category: Category, locale: string): CategoryPage {
    return {
      id: category.id,
      icon: category.icon,
      title: this.text(category.title, locale),
      titleLanguage: this.textLanguage(category.title, locale),
      description: category.description ? this.text(category.description, locale) : '',
      descriptionLanguage: category.description ? this.textLanguage(category.description, locale) : {},
      url: this.url(locale, `/${category.id}/`),
      locale,
      articles: [],
    }
  }

  #article(path: string, locale: string, category: CategoryPage): Article | undefined {
    const usable = (code: string) => {
      const source = this.#sources.get(`${code}/${path}`)
      return source?.frontMatter ? source : undefined
    }
    const chain = findFallbackChain(this.settings.locales, locale)
    const source =
      this.#fallback(locale, usable) ??
      this.locales
        .filter((code) => !chain.includes(code))
        .map(usable)
        .find(Boolean)
    const frontMatter = source && inheritFields(source.locale, this.settings.locales, (code) => usable(code)?.frontMatter)
    if (!frontMatter) return undefined
    const snippets = [...source.source.matchAll(/<Snippet\s+id="([^"]+)"/g)].map(([, id]) => this.#findSnippet(id ?? '', source.locale)?.source ?? '')
    return {
      path,
      slug: source.slug,
      category,
      locale,
      textLocale: source.locale,
      isTranslated: source.locale === locale,
      frontMatter,
      url: this.url(locale, `/${path}/`),
      translations: this.locales.filter((code) => usable(code)),
      revision: revisionOf(frontMatter.title, frontMatter.description, bodyOf(source.source), ...snippets),
      file: source.file,
    }
  }

  #findSnippet(id: string, locale: string): SnippetSource | undefined {
    return this.#fallback(locale, (code) => this.#snippets.get(`${code}/${id}`))
  }

  /** The first thing found along the locale's fallback chain. */
  #fallback<Found>(locale: string, find: (code: string) => Found | undefined): Found | undefined {
    for (const code of findFallbackChain(this.settings.locales, locale)) {
      const found = find(code)
      if (found !== undefined) return found
    }
    return undefined
  }
}
