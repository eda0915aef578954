import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import { didYouMean, findNearestPath } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A popular article, or the article of a notice or a term, that does not exist. */
export const unknownPopular: Rule = {
  id: 'unknown-popular',
  severity: 'error',
  check(content, report) {
    const complain = (path: string, file: string, yamlPath: (string | number)[]) => {
      if (content.paths.has(path)) return
      const place = findYamlPlace(readFileSync(file, 'utf8'), yamlPath)
      const near = didYouMean(findNearestPath(path, content.paths))
      report(
        { file: displayPath(file) },
        `"${path}" in "${yamlPath.findLast((step) => typeof step === 'string')}" is no article.${near} Write category/slug, without a language.`,
        place,
      )
    }
    for (const [index, path] of content.tree.readable.popular?.entries() ?? []) complain(path, join(content.tree.dir, 'settings.yml'), ['popular', index])
    for (const notice of content.tree.notices) {
      const file = join(content.tree.dir, 'notices', `${notice.id}.yml`)
      if (notice.article) complain(notice.article, file, ['article'])
      if (notice.workaround && !notice.workaround.startsWith('https:')) complain(notice.workaround, file, ['workaround'])
    }
    for (const [locale, entries] of content.tree.glossary) {
      for (const [index, { article }] of entries.entries()) {
        if (article) complain(article, join(content.tree.dir, 'glossary', `${locale}.yml`), [index, 'article'])
      }
    }
  },
}
