/** Where browsers read which pages to fetch before a click. */
export const SPECULATION_FILE = '/speculation.json'

/**
 * Speculation rules: a page is fetched, not run, when the pointer rests on its link or a finger touches it. As a file that a header names
 * they cost no page a byte. Addresses with a query say what a reader looks for, and are left alone.
 */
export const SPECULATION_RULES = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/api/*', '/insights/*', '/translations/*', '/*\\?*', '/*.*'] } },
          { not: { selector_matches: '[download], [rel~=nofollow]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
}
