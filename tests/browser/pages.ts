import { globSync } from 'node:fs'

export const LOCALES = ['en', 'fa', 'he', 'ru', 'lv'] as const

/** Address of the first article that is translated into no language. */
function findUntranslated(): string {
  const articlesIn = (locale: string) => globSync('*/*.mdx', { cwd: `content/articles/${locale}` })
  const translated = new Set(LOCALES.slice(1).flatMap(articlesIn))
  const file = articlesIn('en')
    .sort()
    .find((name) => !translated.has(name))
  if (file === undefined) {
    throw new Error(
      'Every article in content/articles/en is translated, so nobody sees a fallback. Leave one as it is: three of the playbook were meant to stay.',
    )
  }
  return `/${file.slice(0, -'.mdx'.length)}/`
}

/** The kinds of pages a reader meets, as addresses in the default locale. */
export const PAGES = {
  home: '/',
  category: '/using/',
  article: '/using/find-an-answer/',
  /** A fallback page everywhere but in the default locale. */
  fallback: findUntranslated(),
  components: '/writing/components-callouts-steps-tabs/',
  search: '/search/',
  results: '/search/?q=Markdown',
  contact: '/contact/',
  missing: '/using/no-such-article/',
}

/** Address of a page in a locale. */
export const addressIn = (locale: string, path: string) => (locale === 'en' ? path : `/${locale}${path}`)
