import type { Backlink, Finding } from '../checks/contract.ts'
import type { Article, Library } from './library.ts'

interface Current {
  library: Library
  /** Shown on pages while developing. */
  findings: Finding[]
  /** What leads to each article, by its `category/slug`; shown while developing. */
  backlinks: ReadonlyMap<string, Backlink[]>
  /** Puts the page of an article as an earlier build made it into the site, if there is one; absent while developing. */
  placeKept?: (article: Article) => boolean
}

// Pages run inside Vite, the library outside it; a well-known symbol joins the two without bundling the latter.
const KEY = Symbol.for('waymark.library')
const shared = globalThis as { [KEY]?: Current }

/** Makes a library the one that pages show. */
export function publishLibrary(current: Current): void {
  shared[KEY] = current
}

/** The library of this build, or of this moment while developing. */
export function currentLibrary(): Library {
  if (!shared[KEY]) throw new Error('No content was loaded. Build with "npm run build"; astro.config.mjs loads the content.')
  return shared[KEY].library
}

/** What leads to an article, for its page to show while developing. */
export const currentBacklinks = (path: string): Backlink[] => shared[KEY]?.backlinks.get(path) ?? []

/** Problems in the content, for the page to show while developing. */
export function currentFindings(): Finding[] {
  return shared[KEY]?.findings ?? []
}

/** Articles whose pages have to be made. Those of the others come into the site as they are kept. */
export const articlesToMake = (locale: string): Article[] =>
  currentLibrary()
    .articles(locale)
    .filter((article) => !shared[KEY]?.placeKept?.(article))
