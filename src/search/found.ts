/** An article that has a token. */
export interface Found {
  /** Number of the article in its index. */
  id: number
  /** What the token is worth in it: its rarity, how often and where it stands. */
  score: number
  /** Where in the text the token is, counted in words. */
  words: number[]
  /** The part of the title's words that this is, of those that say something: 0 where the title does not have it. */
  title: number
  /** In which fields the token is, as the bits of `FIELDS`. */
  fields: number
}

/** Finds the articles that have a token. */
export interface TokenSource {
  /** Articles in the index. */
  pages: number
  /** Several tokens with spaces between them find what has all of them; a token without its end finds all that begin with it. */
  search: (token: string) => Promise<Found[]>
}

/** How a token came to stand for a searched word. */
export type Reason = 'same' | 'synonym' | 'completed' | 'corrected' | 'alike'

/** A token that stands for a searched word, and the articles with it. */
export interface TokenFinds {
  /** Several with spaces between them when only their coming together stands for the word. */
  token: string
  /** Those of several tokens that are worth marking. */
  telling?: string[]
  /** The word of the articles that it was made of. */
  word: string
  reason: Reason
  /** 0–1: what an article with it is worth beside one with the searched word itself. */
  weight: number
  results: Found[]
}

/** A searched word with all that stands for it. */
export interface WordFinds {
  word: string
  /** Says little in any text: how, can, the. */
  isCommon: boolean
  tokens: TokenFinds[]
}
