import type { FrontMatter } from './contract.ts'
import { isFuture } from './days.ts'
import type { ArticleSource } from './tree.ts'

/** Whether an article is kept from readers: a draft, or one whose day has not come. `now` is epoch ms. */
export const isUnpublished = ({ draft, published }: Pick<FrontMatter, 'draft' | 'published'>, now: number): boolean =>
  draft === true || (published !== undefined && isFuture(published, now))

/** Finds translations that are kept from readers while their original is not, so that readers get the original: an unfinished one is as good as none. */
export function findDraftTranslations(articles: readonly ArticleSource[], originalLocale: string, now: number): Set<ArticleSource> {
  const isShown = ({ frontMatter }: ArticleSource) => frontMatter !== undefined && !isUnpublished(frontMatter, now)
  const originals = new Set(articles.filter((source) => source.locale === originalLocale && isShown(source)).map(({ path }) => path))
  const isHidden = (source: ArticleSource) => source.frontMatter !== undefined && !isShown(source)
  return new Set(articles.filter((source) => originals.has(source.path) && isHidden(source)))
}
