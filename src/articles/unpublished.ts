import type { FrontMatter } from './contract.ts'
import { isFuture } from './days.ts'

/** Whether an article is kept from readers: a draft, or one whose day has not come. `now` is epoch ms. */
export const isUnpublished = ({ draft, published }: Pick<FrontMatter, 'draft' | 'published'>, now: number): boolean =>
  draft === true || (published !== undefined && isFuture(published, now))
