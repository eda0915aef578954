import type { Library } from './library.ts'

/** What readers said and what was done about it, in sentences for readers of a locale that shows them, the newest first. */
export function saidAndDoneIn({ settings, done }: Library, locale: string): { closed: string; sentence: string; article: string | undefined }[] {
  if (!settings.saidAndDone.includes(locale)) return []
  return done
    .flatMap(({ closed, article, text }) => (text[locale] === undefined ? [] : [{ closed, sentence: text[locale], article }]))
    .toSorted((a, b) => (a.closed < b.closed ? 1 : a.closed > b.closed ? -1 : 0))
}
