import { articlesToMake, currentLibrary } from '../articles/current.ts'

/** Parameters of a page that exists once per locale; the default locale has none in its address. */
export function localePaths(): { params: { locale: string | undefined }; props: { locale: string } }[] {
  const library = currentLibrary()
  return library.locales.map((locale) => ({ params: { locale: localeParam(locale) }, props: { locale } }))
}

/** Address parameter of a locale. */
export function localeParam(locale: string): string | undefined {
  return locale === currentLibrary().defaultLocale ? undefined : locale
}

/** Parameters of every article page in every locale that an earlier build has not made just so. */
export function articlePaths() {
  return currentLibrary().locales.flatMap((locale) =>
    articlesToMake(locale).map((article) => ({
      params: { locale: localeParam(locale), category: article.category.id, slug: article.slug },
      props: { article },
    })),
  )
}

/** Parameters of every page of every guide in every locale. */
export function guidePaths() {
  const library = currentLibrary()
  return library.locales.flatMap((locale) =>
    library
      .guides(locale)
      .flatMap((guide) =>
        guide.pages.map((page) => ({ params: { locale: localeParam(locale), guide: guide.id, step: page.part || undefined }, props: { guide, page } })),
      ),
  )
}
