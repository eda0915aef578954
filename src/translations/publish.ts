import type { ContentTree } from '../articles/tree.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { percentOf } from './progress.ts'
import { Translations, type TranslationStatus } from './status.ts'

/** What is published of a content tree, and what readers are told about its translations. */
export interface Published {
  /** Without the translations of which too little is translated: their pages show a fallback. */
  tree: ContentTree
  statuses: TranslationStatus[]
  /** One line about what was left out, for whoever builds the site; undefined when nothing was. */
  note: string | undefined
}

/** Translations that one line names. */
const NAMED = 5

/** Leaves out translations below the share of blocks that the settings ask for. What an earlier build found out is used again. */
export function publishTranslations(tree: ContentTree, cache?: BuildCache): Published {
  if (!tree.settings || tree.settings.locales.length < 2) return { tree, statuses: [], note: undefined }
  const least = tree.settings.translations.publishFrom
  const statuses = new Translations(tree, cache).all()
  const held = findUnpublished(statuses, least)
  const unfinished = new Set(held.map(({ locale, path }) => `${locale}/${path}`))
  const articles = tree.articles.filter(({ locale, path }) => !unfinished.has(`${locale}/${path}`))
  return { tree: { ...tree, articles }, statuses, note: describeUnpublished(held, least) }
}

/** Translations of which less than `least` percent of the blocks is translated and up to date. */
export const findUnpublished = (statuses: readonly TranslationStatus[], least: number): TranslationStatus[] =>
  statuses.filter((status) => /^(translated|behind|incomplete)$/.test(status.state) && percentOf(status) < least)

function describeUnpublished(held: readonly TranslationStatus[], least: number): string | undefined {
  if (held.length === 0) return undefined
  const names = held.slice(0, NAMED).map((status) => `${status.locale} ${status.path} (${percentOf(status)} %)`)
  const more = held.length > NAMED ? `, and ${held.length - NAMED} more` : ''
  const [are, their] = held.length === 1 ? ['1 translation is', 'Its'] : [`${held.length} translations are`, 'Their']
  return `${are} not published yet: ${names.join(', ')}${more}. ${their} readers get a fallback until ${least} % is translated and up to date: npm run translate -- status`
}
