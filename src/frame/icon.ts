import { readFileSync } from 'node:fs'
import type { Library } from '../articles/library.ts'

interface SiteIcon {
  href: string
  type: string | undefined
}
const known = new WeakMap<Library, SiteIcon>()

/** What stands for the site in a browser's tab. A drawing is in the page itself: one request less for every reader. */
export function siteIcon(library: Library): SiteIcon {
  const icon = known.get(library) ?? readIcon(library)
  known.set(library, icon)
  return icon
}

function readIcon(library: Library): SiteIcon {
  const own = library.picture('icon')
  if (own && !/\.svg$/i.test(own.path)) return { href: own.src, type: undefined }
  // Only what an address must not have: the rest compresses with the logo, which has the same paths.
  const drawing = encodeURI(readFileSync(own?.path ?? 'public/icon.svg', 'utf8').trim()).replaceAll('#', '%23')
  return { href: `data:image/svg+xml,${drawing}`, type: 'image/svg+xml' }
}
