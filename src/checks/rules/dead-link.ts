import { findFile } from '../../articles/files.ts'
import { readLink } from '../../articles/links.ts'
import { MADE_FILES } from '../../articles/reserved.ts'
import { writeLink } from '../article-link.ts'
import type { CheckedContent } from '../content.ts'
import { didYouMean, findNearestPath } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'
import type { CheckedText } from '../text.ts'

/** Pages and files the site makes besides articles and categories. */
const PAGES = new Set(['/', '/contact/', '/search/', '/insights/'])
/** Addresses a browser can open. Code in an address is reported by runs-code. */
const SCHEMES = /^(https?|mailto|tel|sms|xmpp|ftp|geo|matrix|irc|javascript|vbscript|data):|^\/\//i

/** A link to something inside the site that does not exist. */
export const deadLink: Rule = {
  id: 'dead-link',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, place, words } of text.links) {
        const message = words === undefined ? findMediaProblem(address, text, content) : findProblem(address, text, content)
        if (message) report(text, message, place)
      }
    }
  },
}

/** A film elsewhere is judged by its component; any other is a file. */
function findMediaProblem(address: string, text: CheckedText, content: CheckedContent): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address) || findFile(address, text.absolute, content.roots)) return undefined
  if (/^(www\.|[\w-]+(\.[\w-]+)+\/)/.test(address)) return `"${address}" is read as a file. Write the whole web address of the film: https://${address}.`
  const where = address.startsWith('/') ? `in ${content.publicDir}/` : 'beside the article'
  return `There is no film or captions file "${address}" ${where}. Add the file and write its name, such as ./clip.mp4, or write a web address that begins with https://.`
}

function findProblem(address: string, text: CheckedText, content: CheckedContent): string | undefined {
  if (address.trim() === '') return 'This link has no address. Write one in the brackets after the text, or remove the link.'
  const { target } = readLink(address, { category: text.category || '_' }, content.locales)
  switch (target.kind) {
    case 'section':
      return undefined
    case 'external':
      return SCHEMES.test(target.href) ? undefined : `No browser can open "${target.href}". Link to a web address that begins with https://, or to an article.`
    case 'page': {
      const page = target.path.split('?')[0] ?? '/'
      if (PAGES.has(page) || content.articles.some((article) => `/${article.category}/` === page)) return undefined
      return `There is no page "${address}". Pages are ${[...PAGES].join(', ')} and the categories, such as /${content.tree.categories[0]?.id ?? 'using'}/.`
    }
    case 'file': {
      if (MADE_FILES.has(target.path) || findFile(target.path, text.absolute, content.roots)) return undefined
      if (/^\/?www\./.test(address)) return `"${address}" is read as a file. Write the whole web address: https://${address}.`
      const where = target.path.startsWith('/') ? `in ${content.publicDir}/` : 'beside the article'
      return `There is no file "${address}" ${where}. Add it, or correct the name: capital letters count. Hidden files and files outside the content are never published.`
    }
    case 'article': {
      if (!content.paths.has(target.path)) return explainMissing(address, target.path, text, content)
      if (content.isDraft(text.locale, target.path) && !(text.kind === 'article' && content.isDraft(text.locale, text.path))) {
        return `"${address}" is a draft, or its day has not come, so readers would get a page that does not exist. Publish it, or remove the link.`
      }
      return undefined
    }
  }
}

function explainMissing(address: string, path: string, text: CheckedText, content: CheckedContent): string {
  if (content.tree.categories.some(({ id }) => id === path)) return `"${address}" is a category. Write /${path}/.`
  if (text.kind === 'snippet' && path.startsWith('_/'))
    return `A snippet is shown in articles of any category, so "${address}" leads nowhere. Write ../category/article.mdx.`
  const near = findNearestPath(path, content.paths)
  return `There is no article "${path}" in any language.${didYouMean(near && writeLink(near, text.category))} Correct "${address}", or remove the link.`
}
