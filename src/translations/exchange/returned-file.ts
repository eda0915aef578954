import type { ReturnedSegment } from './segment.ts'

/** What a file says that came back from translators. */
export interface ReturnedFile {
  /** Locales of the original and of the translation. */
  from: string
  to: string
  /** Segments of each article, by `category/slug`. A segment without a translation has an empty target. */
  articles: Map<string, ReturnedSegment[]>
}

/** A file that cannot be read as a whole. */
export class ExchangeError extends Error {
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}
