/** A run of text; marked when it is a word the reader searched for. Never HTML: pages show it as text. */
export interface TextPiece {
  text: string
  isMarked: boolean
}

/** What the reader asked for. */
export interface SearchQuery {
  text: string
  /** Category id; every category when absent. */
  category?: string
  /** At most this many results of the reader's own language. */
  limit: number
  /** The words as they are: no corrections. */
  isLiteral?: boolean
}

/** A word of the search that was taken for another. */
export interface Correction {
  from: string
  to: string
}

/** The part of an article that answers: extracted, never generated. */
export interface BestPassage {
  /** `category/slug`. */
  path: string
  /** Address with the section's anchor. */
  url: string
  title: TextPiece[]
  /** Title of the section; empty for the beginning of the article. */
  section: TextPiece[]
  pieces: TextPiece[]
}

/** What a term that was searched for means, as the glossary says. */
export interface Definition {
  term: string
  text: string
  /** An article about it. */
  url?: string
}

/** A section of a found article, with the words in it. */
export interface SectionResult {
  title: TextPiece[]
  /** Address with the section's anchor. */
  url: string
}

/** An article that answers a search. */
export interface SearchResult {
  /** `category/slug`. */
  path: string
  /** A page in the reader's own locale; of a result that was searched for in another language of the site, in that. */
  url: string
  title: TextPiece[]
  excerpt: TextPiece[]
  category: { id: string; title: string }
  /** Language of the title and the excerpt; another than the reader's when the article is not translated. */
  locale: string
  /** Best first, at most three. */
  sections: SectionResult[]
  /** The found words as the article writes them, to be marked there. */
  words: string[]
}

/**
 * What an answer was found in: titles, headings, questions and descriptions, which arrive first, or the whole texts. A first answer
 * has the description as excerpt, no sections, no best passage, no other languages, and corrects nothing. It is always followed by the full answer.
 */
export type SearchStage = 'first' | 'full'

/** The answer to one search. */
export interface SearchAnswer {
  query: SearchQuery
  stage: SearchStage
  /** In the reader's language, best first. */
  results: SearchResult[]
  /** How many there are in the reader's language, shown or not. */
  total: number
  /** False when no article has all the words, and these have some of them. */
  hasAllWords: boolean
  /** Whether the best result has enough of the search to be its answer; else offer contact. */
  isGood: boolean
  /** The part of the search that the best result has, rare words counting more: 0–1. */
  coverage: number
  /** How surely the best result answers, beside the most that its words could give; `isGood` is a limit for it. */
  confidence: number
  /** What was changed to find the best result. */
  corrected: Correction[]
  /** Words that the last word may become, the most used first. */
  completions: string[]
  /** The passage that answers, when coverage says so. */
  best?: BestPassage
  /** When the search is a term of the glossary. */
  definition?: Definition
  /** Articles that exist only in other languages. */
  otherLanguages: SearchResult[]
}

/** What the reader's browser needs to know to search in one locale. */
export interface SearchScope {
  locale: string
  /** Address prefix of the locale: '' or `/fa`. */
  prefix: string
  /** Locales with an index, in the order they are asked; the reader's own first if it has one. */
  indexes: string[]
  /** The site's other languages with an index, and the address prefixes of their own pages: asked when a search is written in one of them. */
  foreign?: { locale: string; prefix: string }[]
}

/** What a page asks of the search beside it: what to search in, once; then to make ready, and questions with growing numbers. */
export type WorkerRequest = { scope: SearchScope } | { warm: true } | { id: number; ask: SearchQuery }

/** What the search tells the page about a question. */
export interface WorkerAnswer {
  id: number
  answer?: SearchAnswer
  /** Nothing more comes. */
  isOver?: boolean
  /** Why there is no answer. */
  error?: string
}

/** A link offered before anything is typed. */
export interface SearchSuggestion {
  title: string
  url: string
  category: string
  locale: string
}

/** Everything the build hands to the browser code, as setup.json beside the locale's search page. */
export interface SearchSetup extends SearchScope {
  /** Name and direction of every language a result can be in. */
  languages: Record<string, { name: string; direction: 'ltr' | 'rtl' }>
  /** Interface texts; `{{query}}` is filled in the browser. */
  texts: Record<SearchText, string>
  /** The number of results, one text per plural form of the locale; `{{count}}` is filled in the browser. */
  count: Record<string, string>
  popular: SearchSuggestion[]
  /** Heading of the popular articles. */
  popularTitle: string
  /** Ways on from the search, at the foot of its dialog. */
  ways: { title: string; url: string }[]
  /** Where to go when nothing is found. */
  help: { title: string; url: string }[]
}

/** Keys of `search.*` that the browser code shows. */
export const SEARCH_TEXTS = [
  'all',
  'answer',
  'clear',
  'close',
  'corrected',
  'failed',
  'forget',
  'hintClose',
  'hintMove',
  'hintOpen',
  'instead',
  'label',
  'loading',
  'none',
  'noneHint',
  'open',
  'otherLanguage',
  'placeholder',
  'recent',
  'remember',
  'retry',
  'some',
  'submit',
  'title',
  'titleFor',
  'weak',
] as const
export type SearchText = (typeof SEARCH_TEXTS)[number]
