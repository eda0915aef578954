import type { Change } from './changes.ts'
import type { TranslationStatus } from './status.ts'

// As the library: made outside Vite, asked inside it.
const KEY = Symbol.for('waymark.translations')
const shared = globalThis as { [KEY]?: Map<string, TranslationStatus> }

/** Makes these the translations that pages know about. */
export function publishStatuses(statuses: readonly TranslationStatus[]): void {
  shared[KEY] = new Map(statuses.map((status) => [`${status.locale}/${status.path}`, status]))
}

/** How every translation of this build stands. */
export const currentStatuses = (): TranslationStatus[] => [...(shared[KEY]?.values() ?? [])]

/** What readers of a translation should know has changed in the original; how customers ask is not on the page. */
export function changesToTell(locale: string, path: string): Change[] {
  return (shared[KEY]?.get(`${locale}/${path}`)?.changes ?? []).filter(({ before, now }) => (now?.kind ?? before?.[0]) !== 'question')
}
