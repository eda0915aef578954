import type { Section } from '../articles/sections.ts'

/** What the index knows of an article, wherever it comes from. */
export interface SearchDocument {
  url: string
  /** `category/slug`. */
  path: string
  title: string
  description?: string
  keywords?: string[]
  /** As customers ask. */
  questions?: string[]
  /** Words of the address. */
  address?: string
  category?: { id: string; title: string }
  /** The text in its order; what comes before the first heading has no title. */
  sections: Section[]
}

/** What the browser gets of an article that was found: the text for excerpts and passages. */
export interface ArticleText {
  path: string
  title: string
  description: string
  category: { id: string; title: string }
  sections: Section[]
}
