import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { ContentTree } from '../articles/tree.ts'

/**
 * Which files somebody means by a path: a file or folder, from here or from the content folder, or an article in all languages as
 * `category/slug`. Undefined when there is none.
 */
export function findMeant(path: string, tree: ContentTree): string[] | undefined {
  for (const candidate of [resolve(path), resolve(tree.dir, path)]) if (existsSync(candidate)) return [candidate]
  const articles = tree.articles.filter((article) => article.path === path.replace(/\.mdx?$/, ''))
  return articles.length > 0 ? articles.map(({ absolute }) => resolve(absolute)) : undefined
}

/** What stands in files or below folders. */
export const keepBelow = <T extends { file: string }>(those: readonly T[], meant: readonly string[]): T[] =>
  those.filter(({ file }) => meant.some((path) => resolve(file) === path || resolve(file).startsWith(join(path, sep))))
