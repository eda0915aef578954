import { toString as textOf } from 'hast-util-to-string'
import type { Root } from 'hast'
import type { FrontMatter } from './contract.ts'
import type { Heading } from './render.ts'
import type { Section } from './sections.ts'

/** The text of an article, ready for its page. */
export interface ArticleText {
  html: string
  headings: Heading[]
  /** Texts of the steps, when the article has exactly one list of them. */
  steps: string[]
  /** True when the description says nothing that the title or the first paragraph does not, as of many imported articles. */
  repeatsDescription: boolean
  /** At 200 words a minute, at least 1. */
  minutes: number
}

/** What is made of an article, each part for another purpose. Plain data: a build keeps it for the next one. */
export interface RenderedArticle {
  page: ArticleText
  /** Plain Markdown, below the title. */
  markdown: string
  /** As the search index reads it. */
  sections: Section[]
}

/** True when the description says nothing that the title or the first paragraph of the text does not, as of many imported articles. */
export function isRepeated({ title, description }: FrontMatter, root: Root): boolean {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  const paragraph = root.children.find((node) => node.type === 'element' && node.tagName === 'p')
  const lead = words(description).replace(/…$/, '')
  return lead === words(title) || (paragraph !== undefined && words(textOf(paragraph)).startsWith(lead))
}

/** Making one takes longer than reading an article with it. */
const segmenters = new Map<string, Intl.Segmenter>()

/** Words of writings that part them by spaces, which need no dictionary. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c’']*/gu
const WITHOUT_SPACES = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u

/** Minutes to read a text at 200 words a minute, at least 1. */
export const minutesToRead = (text: string, locale: string): number => Math.max(1, Math.round(countWords(text, locale) / 200))

function countWords(text: string, locale: string): number {
  if (!WITHOUT_SPACES.test(text)) return text.match(WORD)?.length ?? 0
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  let words = 0
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words++
  return words
}
