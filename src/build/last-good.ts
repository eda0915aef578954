import { join } from 'node:path'
import { parseBody } from '../articles/parse.ts'
import type { ArticleSource, ContentTree } from '../articles/tree.ts'
import type { Finding } from '../checks/contract.ts'
import { displayPath } from '../settings/text-file.ts'

/** A file with errors keeps the version that was right, so that the page under work stays readable; without one it is left out. */
export function withLastGood(tree: ContentTree, good: ContentTree | undefined, errors: Finding[]): ContentTree {
  const broken = new Set(errors.map((finding) => finding.file))
  const unreadable = new Set(errors.filter((finding) => finding.rule === 'mdx-syntax').map((finding) => finding.file))
  const before = new Map(good?.articles.map((article) => [article.file, article]))
  const isBroken = (path: string) => broken.has(displayPath(join(tree.dir, path)))
  return {
    ...tree,
    settings: tree.settings ?? good?.settings,
    readable: tree.settings ?? good?.readable ?? tree.readable,
    categories: good && isBroken('categories.yml') ? good.categories : tree.categories,
    glossary: new Map([...tree.glossary].map(([locale, entries]) => [locale, (isBroken(`glossary/${locale}.yml`) && good?.glossary.get(locale)) || entries])),
    articles: tree.articles.flatMap((article) => {
      if (!broken.has(article.file)) return [article]
      const last = before.get(article.file)
      if (last && isReadable(last)) return last
      return unreadable.has(article.file) ? [] : [article]
    }),
  }
}

/** False for a text that was already broken at the start and that no check has seen. */
function isReadable({ source }: ArticleSource): boolean {
  try {
    parseBody(source)
    return true
  } catch {
    return false
  }
}
