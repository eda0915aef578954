import type { Change } from './changes.ts'
import type { TranslationStatus } from './status.ts'
import type { ArticleViews } from './views.ts'

// As the library: made outside Vite, asked inside it.
const KEY = Symbol.for('waymark.translations')
const shared = globalThis as { [KEY]?: { statuses: Map<string, TranslationStatus>; views: ArticleViews | undefined; isWriting: boolean } }

/** Makes these the translations that pages know about, with how often articles are opened where that is known. `isWriting`: this is `npm run dev`. */
export function publishStatuses(statuses: readonly TranslationStatus[], options: { views: ArticleViews | undefined; isWriting?: boolean }): void {
  const byName = new Map(statuses.map((status) => [`${status.locale}/${status.path}`, status]))
  shared[KEY] = { statuses: byName, views: options.views, isWriting: options.isWriting === true }
}

/** True while somebody writes, who sees the page of translations whatever the settings say. */
export const isWriting = (): boolean => shared[KEY]?.isWriting === true

/** How every translation of this build stands. */
export const currentStatuses = (): TranslationStatus[] => [...(shared[KEY]?.statuses.values() ?? [])]

/** How often articles are opened; undefined when this build was not told. */
export const currentViews = (): ArticleViews | undefined => shared[KEY]?.views

/** What readers of a translation should know has changed in the original; how customers ask is not on the page. */
export function changesToTell(locale: string, path: string): Change[] {
  return (shared[KEY]?.statuses.get(`${locale}/${path}`)?.changes ?? []).filter(({ before, now }) => (now?.kind ?? before?.[0]) !== 'question')
}
