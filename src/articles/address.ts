import { type FileRoots, findFile } from './files.ts'
import type { Article, Library } from './library.ts'
import { readLink } from './links.ts'
import { canParseAddress } from './markdown-slips.ts'
import { MADE_FILES } from './reserved.ts'

/** Address of what a link of an article leads its reader to; undefined when it is dead. `from` is the file that holds the link. */
export function findAddress(href: string, article: Article, from: string, library: Library, roots: FileRoots): string | undefined {
  const { target } = readLink(href, { category: article.category.id }, library.locales)
  switch (target.kind) {
    case 'external':
      return isHarmless(target.href) ? target.href : undefined
    case 'section':
      return target.hash
    case 'page':
      return library.url(article.locale, target.path) + target.query + target.hash
    case 'article': {
      const found = library.article(article.locale, target.path)
      return found && found.url + target.hash
    }
    case 'file': {
      if (MADE_FILES.has(target.path)) return library.url(article.locale, target.path)
      const path = findFile(target.path, from, roots)
      return path && (target.path.startsWith('/') ? target.path : library.files.addFile(path))
    }
  }
}

/** What the check refuses gets no link either: code, no site, or one that hides behind `//`. */
function isHarmless(href: string): boolean {
  return !/^\s*(?:[\\/]{2}|javascript:|vbscript:|data:)/i.test(href) && (!/^https?:/i.test(href) || canParseAddress(href))
}
