import type { APIRoute } from 'astro'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { currentLibrary } from '../../articles/current.ts'
import { localePaths } from '../../frame/routes.ts'

export const getStaticPaths = localePaths

/** Lets a browser add the help centre as a search engine. */
export const GET: APIRoute<{ locale: string }> = ({ props: { locale } }) => {
  const library = currentLibrary()
  const { settings } = library
  const page = settings.url + library.url(locale, '/search/')
  const tree = x(null, [
    { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
    x('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
      // The format allows 16 characters of name.
      x('ShortName', library.text(settings.name, locale).slice(0, 16)),
      x('Description', library.text(settings.description, locale).slice(0, 1024)),
      x('InputEncoding', 'UTF-8'),
      x('Language', locale),
      x('Image', { width: 16, height: 16 }, settings.url + (library.picture('icon')?.src ?? '/icon.svg')),
      x('Url', { type: 'text/html', method: 'get', template: `${page}?q={searchTerms}` }),
    ]),
  ])
  return new Response(toXml(tree), { headers: { 'content-type': 'application/opensearchdescription+xml; charset=utf-8' } })
}
