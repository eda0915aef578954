/** The kinds of pages a reader meets, as addresses in the default locale. */
export const PAGES = {
  home: '/',
  category: '/using/',
  article: '/using/find-an-answer/',
  /** Translated into no language, so a fallback page everywhere but in the default locale. */
  fallback: '/operating/configuration/',
  components: '/writing/components-callouts-steps-tabs/',
  search: '/search/',
  results: '/search/?q=Markdown',
  contact: '/contact/',
  missing: '/using/no-such-article/',
}

export const LOCALES = ['en', 'fa', 'he', 'ru', 'lv'] as const

/** Address of a page in a locale. */
export const addressIn = (locale: string, path: string) => (locale === 'en' ? path : `/${locale}${path}`)
