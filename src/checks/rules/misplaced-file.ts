import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findFile } from '../../articles/files.ts'
import type { StrayFile } from '../../articles/tree.ts'
import { displayPath } from '../../settings/text-file.ts'
import type { CheckedContent } from '../content.ts'
import type { Rule } from '../rule.ts'

/** Files that were surely meant to be content. */
const READ_AS = /\.(mdx?|markdown|mdown|ya?ml)$/i

/** A text that nothing reads where it stands, such as an article outside a category: it would be missing without a word. */
export const misplacedFile: Rule = {
  id: 'misplaced-file',
  severity: 'error',
  check(content, report) {
    if (content.tree.strays.length === 0) return
    // A file that an article offers for download is where it should be.
    const linked = new Set(content.texts.flatMap((text) => text.links.map(({ address }) => findFile(address, text.absolute, content.roots))))
    for (const stray of content.tree.strays) {
      if (linked.has(stray.absolute)) continue
      report(stray, `Nothing reads this file here. ${explain(stray, content)}`, { line: 1 }, READ_AS.test(stray.file) ? 'error' : 'warning')
    }
  },
}

function explain({ steps, absolute }: StrayFile, content: CheckedContent): string {
  const [folder = '', ...rest] = steps
  const { dir } = content.tree
  const name = rest.at(-1) ?? ''
  const bare = name.replace(/\.[^.]+$/, '')
  const categories = content.tree.categories.map(({ id }) => id)
  const first = rest.length > 1 && /^[a-z]{2,3}(-\w+)*$/.test(rest[0] ?? '') && !categories.includes(rest[0] ?? '') ? rest[0] : undefined
  const locale = rest.find((step) => content.locales.includes(step)) ?? first ?? content.locales[0] ?? 'en'
  const move = (...parts: string[]) => {
    const target = join(dir, ...parts)
    const taken = existsSync(target) && target.toLowerCase() !== absolute.toLowerCase()
    return taken ? `${displayPath(target)} exists already, so compare the two and keep one.` : `Move it to ${displayPath(target)}.`
  }
  if (folder === 'articles') {
    const category = rest.slice(0, -1).find((step) => categories.includes(step)) ?? '<category>'
    if (/\.(mdx?|markdown|mdown|txt)$/i.test(name))
      return `Articles stand at articles/<locale>/<category>/<slug>.mdx. ${move('articles', locale, category, `${bare}.mdx`)}`
    return 'Articles are Markdown, at articles/<locale>/<category>/<slug>.mdx. Write the text into such a file, or remove this one.'
  }
  if (folder === 'snippets') return `Snippets stand at snippets/<locale>/<id>.mdx. ${move('snippets', locale, `${bare}.mdx`)}`
  if (folder === 'guides') return `Guides stand at guides/<locale>/<id>.yml. ${move('guides', locale, `${bare}.yml`)}`
  if (folder === 'glossary' || folder === 'synonyms' || folder === 'wording')
    return `Words stand at ${folder}/<locale>.yml. ${move(folder, `${content.locales.includes(bare) ? bare : locale}.yml`)}`
  if (folder === 'notices') return `Notices stand at notices/<id>.yml. ${move('notices', `${bare}.yml`)}`
  return `Interface texts stand at messages/<locale>.json. Write them into such a file, or remove this one.`
}
