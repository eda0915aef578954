import { readLink } from '../../articles/links.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A link to a section that the target does not have in the reader's language: the page opens at its top. */
export const deadAnchor: Rule = {
  id: 'dead-anchor',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, place } of text.links) {
        const { target } = readLink(address, { category: text.category }, content.locales)
        if (!('hash' in target) || target.hash === '' || target.kind === 'page') continue
        // A snippet is part of the page that shows it; which that is, it cannot know.
        if (target.kind === 'section' && text.kind === 'snippet') continue
        const page = target.kind === 'section' ? text : content.article(text.locale, target.path)
        const id = decode(target.hash.slice(1))
        if (!page || page.syntaxError || page.anchors.has(id)) continue
        const ids = page.headings.map((heading) => heading.id)
        const where = page === text ? 'This article' : page.file
        const known = ids.length === 0 ? 'It has no headings.' : `It has ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ' …' : ''}.`
        report(
          text,
          `${where} has no section "${id}".${didYouMean(findNearest(id, ids))} ${known} Correct the link, or give the heading this id: {#${id}}.`,
          place,
        )
      }
    }
  },
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
