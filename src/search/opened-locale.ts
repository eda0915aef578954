import { Analyser } from './analysis.ts'
import { unpackFirst } from './first-file.ts'
import { FirstStage } from './first-stage.ts'
import type { PackedGlossary } from './glossary.ts'
import { filesOf, type LoadFile } from './index-files.ts'
import { LocaleIndex, type LocaleIndexParts } from './locale-index.ts'
import { loadStems } from './stems/load.ts'

/** The search of one language; each part is loaded when it is first asked for, and asked for anew when that failed. */
export class OpenedLocale {
  readonly #locale: string
  readonly #prefix: string
  readonly #load: LoadFile
  #parts: Promise<LocaleIndexParts & { glossary: PackedGlossary | undefined }> | undefined
  #first: Promise<FirstStage> | undefined
  #full: Promise<LocaleIndex> | undefined
  /** Whether the words of the whole texts are loaded. */
  isFullThere = false

  constructor(locale: string, prefix: string, load: LoadFile) {
    this.#locale = locale
    this.#prefix = prefix
    this.#load = load
  }

  /** What is found in titles, headings, questions and descriptions. */
  first(): Promise<FirstStage> {
    this.#first ??= this.#open().then(({ articles, analyser, prefix, glossary }) => new FirstStage(articles, analyser, prefix, glossary))
    this.#first.catch(() => this.forget())
    return this.#first
  }

  /** What is found in the whole texts. */
  full(): Promise<LocaleIndex> {
    this.#full ??= this.#open().then(async (parts) => {
      const index = await LocaleIndex.open(parts)
      this.isFullThere = true
      return index
    })
    this.#full.catch(() => this.forget())
    return this.#full
  }

  /** Loads everything anew when it is next asked for: the site may have been published since, and the old files be gone. */
  forget(): void {
    this.#parts = undefined
    this.#first = undefined
    this.#full = undefined
    this.isFullThere = false
  }

  #open(): Promise<LocaleIndexParts & { glossary: PackedGlossary | undefined }> {
    const files = filesOf(this.#locale, this.#load)
    this.#parts ??= Promise.all([files.first(), loadStems(this.#locale)]).then(([first, stems]) => ({
      files,
      version: first.version,
      articles: unpackFirst(first),
      analyser: new Analyser(this.#locale, stems, first.common),
      prefix: this.#prefix,
      glossary: first.glossary,
    }))
    return this.#parts
  }
}
