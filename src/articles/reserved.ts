/** First parts of addresses that the site uses itself, so no category can have them. Neither can it be called as a locale. */
export const RESERVED_ADDRESSES: ReadonlySet<string> = new Set([
  '404',
  '_astro',
  '_files',
  'api',
  'contact',
  'feed',
  'guides',
  'insights',
  'said-and-done',
  'search-index',
  'search',
  'translations',
])

/** Ids of the page around an article. One of an article would take the place of the page's own. */
export const RESERVED_ID = /^(?:page|feedback|search|contact|ticket|notice|guide)--/

/** Files that the site makes of the content, as addresses; the feed and the search description exist in every locale. */
export const MADE_FILES: ReadonlySet<string> = new Set(['/feed.xml', '/opensearch.xml'])
