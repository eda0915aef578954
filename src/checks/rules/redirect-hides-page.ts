import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { RESERVED_ADDRESSES } from '../../articles/reserved.ts'
import type { CheckedContent } from '../content.ts'
import { findRedirectPlace } from '../redirect-place.ts'
import type { Rule } from '../rule.ts'

/** A redirect from an address at which there is a page: on some hosts readers would never see that page. */
export const redirectHidesPage: Rule = {
  id: 'redirect-hides-page',
  severity: 'error',
  check(content, report) {
    for (const [index, { from }] of content.tree.redirects.entries()) {
      const page = findPage(from, content)
      if (!page) continue
      const { file, place } = findRedirectPlace(content, index, 'from')
      report({ file }, `"${from}" is ${page}, so nobody can be sent elsewhere from there. Remove the redirect, or move what is there first.`, place)
    }
  },
}

function findPage(from: string, content: CheckedContent): string | undefined {
  if (!from.startsWith('/')) return content.paths.has(from) ? 'an article' : undefined
  if (existsSync(join(content.publicDir, from)) && !from.endsWith('/')) return 'a file in public/'
  const parts = from.replace(/\.md$/, '').split('/').filter(Boolean)
  const isLocale = content.locales.includes(parts[0]!)
  if (isLocale) parts.shift()
  const [first, second, ...rest] = parts
  if (first === undefined) return 'the home page'
  if (RESERVED_ADDRESSES.has(first)) return 'part of what the site has at fixed addresses'
  if (rest.length > 0) return undefined
  if (second !== undefined) return content.paths.has(`${first}/${second}`) ? 'an article' : undefined
  return content.tree.categories.some(({ id }) => id === first) ? 'a category' : undefined
}
