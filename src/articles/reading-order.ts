import type { FrontMatter } from './contract.ts'

interface Placed {
  frontMatter: FrontMatter
}

/** Puts the articles of a category in the order that their writers gave them, those without one by their titles behind. */
export function sortForReading(articles: Placed[], locale: string): void {
  const collator = new Intl.Collator(locale)
  articles.sort((a, b) => orderOf(a) - orderOf(b) || collator.compare(a.frontMatter.title, b.frontMatter.title))
}

const orderOf = ({ frontMatter }: Placed) => frontMatter.order ?? Number.MAX_SAFE_INTEGER
