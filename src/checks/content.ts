import { join } from 'node:path'
import { findFallbackChain } from '../languages/contract.ts'
import type { FrontMatter } from '../articles/contract.ts'
import type { FileRoots } from '../articles/files.ts'
import { inheritFields } from '../articles/inherit.ts'
import { findDraftTranslations, isUnpublished } from '../articles/unpublished.ts'
import type { ArticleSource, ContentTree, SnippetSource } from '../articles/tree.ts'
import { displayPath } from '../settings/text-file.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { type Block, readFieldBlocks } from '../translations/blocks.ts'
import { type Differences, findDifferences } from '../translations/differences.ts'
import { Translations, type TranslationStatus } from '../translations/status.ts'
import type { ExternalAnswer } from './external/contract.ts'
import { readMessageFiles, type MessageFiles } from './message-files.ts'
import type { RuleName } from './contract.ts'
import { readCheckedText, type CheckedText } from './text.ts'

/** What a check may be told besides the content. */
export interface CheckOptions {
  /** Folder served as it is; holds files whose address starts with `/`. Default `public`. */
  publicDir?: string
  /** Folder of the product's own messages; its en.json is the list of keys. Default `content/messages`. */
  messagesDir?: string
  /** Epoch ms; the computer's clock unless given. */
  now?: number
  /** Leave out rules that can only warn: a build needs to know what stops it, and no more. */
  errorsOnly?: boolean
  /** What became of links to other sites, by address; they are not looked at without. */
  external?: ReadonlyMap<string, ExternalAnswer>
  /** Look at the text of these articles only; what they are compared with is all content. */
  only?: ReadonlySet<ArticleSource>
  /** Where what is known of translations is kept between checks. */
  cache?: BuildCache
}

/** All content, parsed once and shared by every rule. */
export class CheckedContent {
  readonly tree: ContentTree
  readonly publicDir: string
  readonly texts: CheckedText[]
  /** Articles only. */
  readonly articles: CheckedText[]
  /** Where articles may take files from. */
  readonly roots: FileRoots
  /** Every `category/slug` that exists in some locale. */
  readonly paths: Set<string>
  /** Locale codes of the settings; the first is the default. */
  readonly locales: string[]
  /** When the check runs, in epoch ms. */
  readonly now: number
  /** All there are, for the rule that reads the settings of rules. */
  readonly rules: readonly RuleName[]
  /** What became of links to other sites; empty unless they were asked for. */
  external: ReadonlyMap<string, ExternalAnswer>
  readonly #messagesDir: string | undefined
  readonly #byLocale = new Map<string, ArticleSource>()
  readonly #draftTranslations: ReadonlySet<ArticleSource>
  readonly #read = new Map<ArticleSource | SnippetSource, CheckedText>()
  #messages: MessageFiles | undefined
  #translations: Translations | undefined
  #statuses: TranslationStatus[] | undefined
  #differences: Differences[] | undefined
  readonly #fields = new Map<CheckedText, Block[]>()
  readonly #cache: BuildCache | undefined

  constructor(tree: ContentTree, options: CheckOptions, rules: readonly RuleName[]) {
    this.tree = tree
    this.rules = rules
    this.publicDir = options.publicDir ?? 'public'
    this.roots = { contentDir: tree.dir, publicDir: this.publicDir }
    this.now = options.now ?? Date.now()
    this.external = options.external ?? new Map()
    this.#messagesDir = options.messagesDir
    this.#cache = options.cache
    this.articles = tree.articles.filter((article) => options.only?.has(article) ?? true).map((article) => this.#text(article))
    this.texts = [...this.articles, ...tree.snippets.map((snippet) => this.#text(snippet))]
    this.paths = new Set(tree.articles.map((article) => article.path))
    this.locales = tree.readable.locales?.map((locale) => locale.code) ?? []
    this.#draftTranslations = findDraftTranslations(tree.articles, this.locales[0] ?? '', this.now)
    for (const article of tree.articles) this.#byLocale.set(`${article.locale}/${article.path}`, article)
  }

  #text(source: ArticleSource | SnippetSource): CheckedText {
    const text = this.#read.get(source) ?? readCheckedText(source)
    this.#read.set(source, text)
    return text
  }

  get messages(): MessageFiles {
    this.#messages ??= readMessageFiles(this.tree.dir, this.locales, this.#messagesDir)
    return this.#messages
  }

  get translations(): Translations {
    this.#translations ??= new Translations(this.tree, this.#cache)
    return this.#translations
  }

  /** Where translations differ from their originals and should not. */
  get differences(): Differences[] {
    this.#differences ??= findDifferences(this.translations, this.translationStatuses, { locales: this.locales, cache: this.#cache })
    return this.#differences
  }

  /** The blocks of a text's front matter. */
  fields(text: CheckedText): Block[] {
    const fields = this.#fields.get(text) ?? readFieldBlocks(text.source.source)
    this.#fields.set(text, fields)
    return fields
  }

  /** How every translation stands, drafts left out. */
  get translationStatuses(): TranslationStatus[] {
    this.#statuses ??= this.locales.length > 0 ? this.translations.all() : []
    return this.#statuses
  }

  /** English names of a locale and of the language of the originals. */
  languageNames(locale: string): { name: string; original: string } {
    const names = new Intl.DisplayNames(['en'], { type: 'language' })
    const original = this.translations.originalLocale
    return { name: names.of(locale) ?? locale, original: names.of(original) ?? original }
  }

  /** Locales whose texts a reader may get, best first. */
  chain(locale: string): string[] {
    return this.locales.length > 0 ? findFallbackChain(this.tree.readable.locales ?? [], locale) : [locale]
  }

  /** The text a reader of a locale gets for a path: translated, a fallback's, or any. */
  article(locale: string, path: string): CheckedText | undefined {
    const found = [...this.chain(locale), ...this.locales].flatMap((code) => this.#byLocale.get(`${code}/${path}`) ?? [])
    const shown = found.find((source) => !this.#draftTranslations.has(source)) ?? found[0]
    return shown && this.#text(shown)
  }

  /** A file of the content, by its path in it, as findings name it. */
  fileName(path: string): string {
    return displayPath(join(this.tree.dir, path))
  }

  /** True when a file of the content, by its path in it, could not be read as what it should be. */
  isBroken(path: string): boolean {
    const file = this.fileName(path)
    return this.tree.findings.some((finding) => finding.file === file && finding.severity === 'error')
  }

  /** True when a path is kept out of the built site for readers of a locale, as a draft or because its day has not come. */
  isDraft(locale: string, path: string): boolean {
    const shown = this.article(locale, path)
    const frontMatter = shown && this.frontMatter(shown.locale, path)
    return frontMatter !== undefined && isUnpublished(frontMatter, this.now)
  }

  /** Front matter of an article with what it takes from its other languages; undefined when it has none that can be read. */
  frontMatter(locale: string, path: string): FrontMatter | undefined {
    return inheritFields(locale, this.tree.readable.locales ?? [], (code) => {
      return this.#byLocale.get(`${code}/${path}`)?.frontMatter
    })
  }
}
