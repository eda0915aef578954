import type { ContentTree } from '../articles/tree.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { percentOf } from './progress.ts'
import { Translations, type TranslationStatus } from './status.ts'

/** What is published of a content tree, and what readers are told about its translations. */
export interface Published {
  /** Without the translations of which too little is translated: their pages show a fallback. */
  tree: ContentTree
  statuses: TranslationStatus[]
}

/** Leaves out translations below the share of blocks that the settings ask for. What an earlier build found out is used again. */
export function publishTranslations(tree: ContentTree, cache?: BuildCache): Published {
  if (!tree.settings || tree.settings.locales.length < 2) return { tree, statuses: [] }
  const least = tree.settings.translations.publishFrom
  const statuses = new Translations(tree, cache).all()
  const isUnfinished = (status: TranslationStatus) => /^(translated|behind|incomplete)$/.test(status.state) && percentOf(status) < least
  const unfinished = new Set(statuses.filter(isUnfinished).map(({ locale, path }) => `${locale}/${path}`))
  return { tree: { ...tree, articles: tree.articles.filter(({ locale, path }) => !unfinished.has(`${locale}/${path}`)) }, statuses }
}
