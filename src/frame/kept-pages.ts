import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article, Library } from '../articles/library.ts'
import { nearestSiblings } from '../articles/siblings.ts'
import { showNotices } from '../notices/show.ts'
import type { BuildCache } from '../output/build-cache.ts'
import type { SiteFolder } from '../output/site-folder.ts'
import { changesToTell } from '../translations/current.ts'
import { siteIcon } from './icon.ts'

const PART = 'file'
/** Addresses of what Vite made: styles and scripts. */
const MADE = /"\/(_astro\/[^"]+)"/g

/**
 * Finished pages of articles that earlier builds made: one that would come out the same is not made again. Each is kept under a digest of
 * everything that the frame shows on it. What all pages share goes into that as a whole, used or not, so that a page may show more of it
 * one day; of its neighbours everything that is known of an article.
 */
export class KeptPages {
  readonly #library: Library
  readonly #cache: BuildCache
  readonly #outDir: string
  readonly #site: SiteFolder
  readonly #now: number
  readonly #shared: string
  readonly #named = new WeakMap<Article, string>()
  readonly #toMake = new Set<Article>()
  readonly #present = new Map<string, boolean>()
  readonly #notices = new Map<string, string>()

  /** `outDir` is where Astro puts the site, and `site` writes to; `now` is in epoch ms. */
  constructor(library: Library, options: { cache: BuildCache; outDir: string; site: SiteFolder; now: number }) {
    this.#library = library
    this.#cache = options.cache
    this.#outDir = options.outDir
    this.#site = options.site
    this.#now = options.now
    const { settings, done, locales } = library
    const pictures = [library.picture('logo'), library.picture('socialImage'), siteIcon(library)]
    const texts = locales.map((locale) => library.translator(locale).messages)
    const categories = locales.map((locale) => library.categories(locale).map(({ articles: _, ...category }) => category))
    this.#shared = digest([settings, done, pictures, texts, categories])
  }

  /** Puts a page that is kept into the site; false when it has to be made. To be called once styles and scripts are made: a page that loads others is no longer right. */
  place(article: Article): boolean {
    const key = this.#keyOf(article)
    const page = key && this.#cache.read<string>(key, PART)
    if (typeof page !== 'string' || !page.matchAll(MADE).every(([, file]) => this.#isPresent(file!))) {
      this.#toMake.add(article)
      return false
    }
    this.#site.write(fileOf(article), page)
    return true
  }

  /** Keeps the pages that had to be made. */
  keep(): void {
    for (const article of this.#toMake) {
      const file = join(this.#outDir, fileOf(article))
      const key = this.#keyOf(article)
      // An owner's route may make pages elsewhere.
      if (key && existsSync(file)) this.#cache.write(key, { [PART]: readFileSync(file, 'utf8') })
    }
    this.#toMake.clear()
  }

  #isPresent(file: string): boolean {
    const isPresent = this.#present.get(file) ?? existsSync(join(this.#outDir, file))
    this.#present.set(file, isPresent)
    return isPresent
  }

  /** Undefined when the text of the article has to be made first. */
  #keyOf(article: Article): string | undefined {
    const library = this.#library
    const { locale, path, frontMatter } = article
    const text = library.nameKept(article)
    if (text === undefined) return undefined
    const { siblings, previous, next } = nearestSiblings(article)
    const related = (frontMatter.related ?? []).map((other) => library.article(locale, other))
    const original = library.article(library.defaultLocale, path)
    const others = [siblings, [previous, next], related, [original]].map((articles) => articles.map((other) => other && this.#nameOf(other)))
    return digest(['page', this.#shared, this.#noticesOf(locale), text, this.#nameOf(article), others, changesToTell(locale, path)])
  }

  /** Notices of all categories, and which of them wait for their time. */
  #noticesOf(locale: string): string {
    const known = this.#notices.get(locale)
    if (known !== undefined) return known
    const library = this.#library
    const articleUrl = (path: string) => library.article(locale, path)?.url
    const shown = showNotices(library.notices, { settings: library.settings, translator: library.translator(locale), articleUrl }, this.#now)
    const name = digest(shown.map((notice) => [notice, notice.from !== undefined && notice.from > this.#now]))
    this.#notices.set(locale, name)
    return name
  }

  #nameOf(article: Article): string {
    const known = this.#named.get(article)
    if (known !== undefined) return known
    const { category, ...own } = article
    const name = digest([category.id, own])
    this.#named.set(article, name)
    return name
  }
}

const fileOf = (article: Article) => `${article.url}index.html`
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url')
