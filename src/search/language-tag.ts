/** A locale as the browser's own functions take it: `fa-IR` for `fas_ir`, and `und` for what is no tag of a language, instead of an error. */
export function tagOf(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'und'
  } catch {
    return 'und'
  }
}

/** The language of a locale, without script and region. */
export const languageOf = (locale: string): string => tagOf(locale).split('-')[0]!
