import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { ArticleSource, ContentTree } from '../articles/tree.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { KeptTogether } from '../output/kept-together.ts'
import { inheritFields } from '../articles/inherit.ts'
import { alignBlocks } from './align.ts'
import { type Block, readBlocks } from './blocks.ts'
import { type Change, compareBlocks, type Comparison } from './changes.ts'
import type { TranslationRecord } from './contract.ts'
import { createCopyTest, createForeignTest, type ForeignTest } from '../languages/foreign-text.ts'
import { readRecord, readRecordText, recordBlock } from './records.ts'

/** How one article stands in one locale. */
export interface TranslationStatus {
  locale: string
  /** `category/slug`. */
  path: string
  /** The translation; for a missing one, the original. */
  file: string
  /**
   * `behind`: the original changed. `incomplete`: parts are in the language of the original or lack a counterpart. `missing`: there is no
   * translation. `orphan`: there is no original. `unreadable`: one of both files does not parse.
   */
  state: 'translated' | 'behind' | 'incomplete' | 'missing' | 'orphan' | 'unreadable'
  /** Blocks of the original now, and how many of them readers get in their language and up to date. */
  total: number
  done: number
  changes: Change[]
  /** Blocks of the translation that are in the language of the original. */
  untranslated: Block[]
  /** Blocks of the original without a counterpart, and blocks of the translation without one. */
  unmatched: Block[]
  extra: Block[]
  /** False for a translation whose original nobody recorded; today's is taken for it. */
  isRecorded: boolean
}

/** Both files of a translation, taken apart. */
export interface Translation {
  original: ArticleSource
  source: ArticleSource
  blocks: Block[]
  translated: Block[]
  record: TranslationRecord
  isRecorded: boolean
  comparison: Comparison
  /** For each block of the original now, the index of its translation, also when that is of an older text; undefined when there is none. */
  counterparts: (number | undefined)[]
  /** For each block of the translation, whether it is in the language of the original. */
  foreign: boolean[]
}

/** Everything that is known about the translations of a content tree. */
export class Translations {
  readonly tree: ContentTree
  readonly originalLocale: string
  readonly #sources = new Map<string, ArticleSource>()
  readonly #blocks = new Map<ArticleSource, Block[] | undefined>()
  readonly #translations = new Map<string, Translation | undefined>()
  readonly #cache: BuildCache | undefined
  readonly #kept = new Map<string, KeptTogether<TranslationStatus>>()
  readonly #tests = new Map<string, { isForeign: ForeignTest; mayBeCopied: ForeignTest }>()

  /** `cache` keeps the status of translations between builds. */
  constructor(tree: ContentTree, cache?: BuildCache) {
    this.tree = tree
    this.#cache = cache
    this.originalLocale = tree.readable.locales?.[0]?.code ?? 'en'
    for (const source of tree.articles) this.#sources.set(`${source.locale}/${source.path}`, source)
  }

  source(locale: string, path: string): ArticleSource | undefined {
    return this.#sources.get(`${locale}/${path}`)
  }

  /** Locales into which is translated. */
  get locales(): string[] {
    return (this.tree.readable.locales ?? []).map(({ code }) => code).filter((code) => code !== this.originalLocale)
  }

  /** Blocks of a file; undefined when it does not parse, which the check explains. */
  blocks(source: ArticleSource): Block[] | undefined {
    if (!this.#blocks.has(source)) {
      let blocks: Block[] | undefined
      try {
        blocks = readBlocks(source.source)
      } catch {
        blocks = undefined
      }
      this.#blocks.set(source, blocks)
    }
    return this.#blocks.get(source)
  }

  /** A translation beside its original; undefined when one is not there or does not parse. */
  translation(locale: string, path: string): Translation | undefined {
    const key = `${locale}/${path}`
    if (!this.#translations.has(key)) this.#translations.set(key, this.#translation(locale, path))
    return this.#translations.get(key)
  }

  #translation(locale: string, path: string): Translation | undefined {
    const [original, source] = [this.source(this.originalLocale, path), this.source(locale, path)]
    const blocks = original && this.blocks(original)
    const translated = source && this.blocks(source)
    if (!original || !source || !blocks || !translated) return undefined
    const read = readRecord(this.tree.dir, locale, path)
    const record = read.record ?? { blocks: blocks.map((block) => recordBlock(block)) }
    const comparison = compareBlocks(record.blocks, blocks)
    const aligned = alignRecorded(record, translated)
    const counterparts = blocks.map((_, index) => {
      const recorded = comparison.same[index] ?? comparison.changedFrom.get(index)
      return recorded === undefined ? undefined : aligned[recorded]
    })
    const hashes = new Set(blocks.map(({ hash }) => hash))
    const test = this.#test(locale)
    const isCopied = (block: Block) => hashes.has(block.hash) && (test.mayBeCopied(block.words) || (record.begun === true && /\p{L}/u.test(block.words)))
    const isForeign = (block: Block) => block.kind !== 'code' && block.kind !== 'component' && (test.isForeign(block.words) || isCopied(block))
    return { original, source, blocks, translated, record, isRecorded: read.record !== undefined, comparison, counterparts, foreign: translated.map(isForeign) }
  }

  status(locale: string, path: string): TranslationStatus {
    const kept = this.#keptOf(locale)
    const name = kept && this.nameTexts(locale, path)
    if (!kept || name === undefined) return this.#status(locale, path)
    const known = kept.get(name)
    if (known) return known
    const status = this.#status(locale, path)
    kept.set(name, status)
    return status
  }

  /** A name for everything that a translation, its original and its record say; undefined when one of both texts is missing. */
  nameTexts(locale: string, path: string): string | undefined {
    const [original, source] = [this.source(this.originalLocale, path), this.source(locale, path)]
    if (!original || !source) return undefined
    const inputs = [this.originalLocale, path, source.file, nameText(original), nameText(source), readRecordText(this.tree.dir, locale, path)]
    return createHash('sha256').update(JSON.stringify(inputs)).digest('base64url')
  }

  /** Lets go of an article's blocks in all languages; who asks for them again makes them anew. */
  forget(path: string): void {
    for (const locale of [this.originalLocale, ...this.locales]) {
      const source = this.source(locale, path)
      if (source) this.#blocks.delete(source)
      this.#translations.delete(`${locale}/${path}`)
    }
  }

  #keptOf(locale: string): KeptTogether<TranslationStatus> | undefined {
    const kept =
      this.#kept.get(locale) ?? (this.#cache && new KeptTogether<TranslationStatus>(this.#cache, `statuses of ${locale} in ${resolve(this.tree.dir)}`))
    if (kept) this.#kept.set(locale, kept)
    return kept
  }

  #status(locale: string, path: string): TranslationStatus {
    const [original, source] = [this.source(this.originalLocale, path), this.source(locale, path)]
    const status: TranslationStatus = {
      locale,
      path,
      file: (source ?? original)?.file ?? '',
      state: 'translated',
      total: (original && this.blocks(original)?.length) ?? 0,
      done: 0,
      changes: [],
      untranslated: [],
      unmatched: [],
      extra: [],
      isRecorded: true,
    }
    if (!source) return { ...status, state: 'missing' }
    if (!original) return { ...status, state: 'orphan' }
    const translation = this.translation(locale, path)
    if (!translation) return { ...status, state: 'unreadable' }
    const { blocks, translated, record, comparison, counterparts, foreign } = translation
    const untranslated = translated.filter((_, index) => foreign[index])
    const isOmitted = (index: number) => record.blocks[comparison.same[index] ?? -1]?.[3] === 'omitted'
    const lacks = (index: number) => counterparts[index] === undefined && comparison.same[index] !== undefined && !isOmitted(index)
    // How customers ask is a language's own.
    const unmatched = blocks.filter(({ kind }, index) => kind !== 'question' && lacks(index))
    const met = new Set(counterparts)
    const extra = translated.filter(({ kind }, index) => kind !== 'question' && !met.has(index))
    const isDone = (index: number) => {
      if (comparison.same[index] === undefined) return false
      const counterpart = counterparts[index]
      return counterpart === undefined ? isOmitted(index) || blocks[index]!.kind === 'question' : !foreign[counterpart]
    }
    const ownIsRight = comparison.changes.length > 0 || extra.length <= (record.own ?? 0)
    const state = comparison.changes.length > 0 ? 'behind' : untranslated.length + unmatched.length > 0 || !ownIsRight ? 'incomplete' : 'translated'
    return {
      ...status,
      state,
      done: blocks.filter((_, index) => isDone(index)).length,
      changes: comparison.changes,
      untranslated,
      unmatched,
      extra: ownIsRight ? [] : extra,
      isRecorded: translation.isRecorded,
    }
  }

  /** Every article in every locale but that of the originals, drafts left out. */
  all(): TranslationStatus[] {
    const paths = [...new Set(this.tree.articles.map(({ path }) => path))].sort()
    const locales = this.tree.readable.locales ?? []
    const isDraft = (path: string) => inheritFields(this.originalLocale, locales, (code) => this.source(code, path)?.frontMatter)?.draft === true
    const published = paths.filter((path) => !isDraft(path))
    const statuses = published.flatMap((path) => {
      const locales = this.locales.filter((locale) => this.source(this.originalLocale, path) || this.source(locale, path))
      const ofArticle = locales.map((locale) => this.status(locale, path))
      // Who keeps statuses asks for the blocks of few articles, and those of thousands fill the memory.
      if (this.#cache) this.forget(path)
      return ofArticle
    })
    for (const kept of this.#kept.values()) kept.keep()
    const byLocale = Map.groupBy(statuses, ({ locale }) => locale)
    return this.locales.flatMap((locale) => byLocale.get(locale) ?? [])
  }

  #test(locale: string) {
    const test = this.#tests.get(locale) ?? {
      isForeign: createForeignTest(locale, this.originalLocale),
      mayBeCopied: createCopyTest(locale, this.originalLocale),
    }
    this.#tests.set(locale, test)
    return test
  }
}

/** Texts are long, and each original is compared with all its translations. */
const named = new WeakMap<ArticleSource, string>()

function nameText(article: ArticleSource): string {
  const name = named.get(article) ?? createHash('sha256').update(article.source).digest('base64url')
  named.set(article, name)
  return name
}

/** For each recorded block the index of its translation. Blocks that were confirmed to have none take nobody else's. */
function alignRecorded(record: TranslationRecord, translated: Block[]): (number | undefined)[] {
  const wanted = record.blocks.flatMap(([kind, , text, mark], index) => (mark === 'omitted' ? [] : [{ kind, text, index }]))
  const result: (number | undefined)[] = record.blocks.map(() => undefined)
  alignBlocks(wanted, translated).forEach((at, position) => {
    result[wanted[position]!.index] = at
  })
  return result
}
