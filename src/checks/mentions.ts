import { join } from 'node:path'
import { readLink } from '../articles/links.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import { findYamlPlace } from '../settings/yaml.ts'
import type { CheckedContent } from './content.ts'
import type { Backlink, Place } from './contract.ts'
import { findFieldPlace } from '../articles/parse.ts'

/** A backlink that knows its place. */
export interface Mention extends Backlink {
  /** Asked for when somebody is told: finding it means reading the file again. */
  place: () => Place
}

/** Everything that leads to an article: links, and the fields that name one. An article does not lead to itself. */
export function findMentions(content: CheckedContent): Mention[] {
  const { tree } = content
  const mentions: Mention[] = []
  for (const text of content.texts) {
    const from = text.kind === 'article' ? { from: { locale: text.locale, path: text.path } } : {}
    for (const { address, words, place } of text.links) {
      const { target } = readLink(address, { category: text.category || '_' }, content.locales)
      if (target.kind !== 'article' || (text.kind === 'article' && target.path === text.path)) continue
      mentions.push({ to: target.path, file: text.file, ...from, place: () => place, how: 'link', ...(words && { words }) })
    }
    const related = 'frontMatter' in text.source ? text.source.frontMatter?.related : undefined
    for (const [index, to] of related?.entries() ?? [])
      mentions.push({ to, file: text.file, ...from, place: () => findFieldPlace(text.source.source, ['related', index]), how: 'related' })
  }
  const name = (path: string, how: Mention['how'], to: string | undefined, steps: (string | number)[]) => {
    if (to === undefined) return
    const file = join(tree.dir, path)
    mentions.push({ to, file: displayPath(file), place: () => findYamlPlace(readTextFile(file).text, steps), how })
  }
  for (const [index, to] of tree.readable.popular?.entries() ?? []) name('settings.yml', 'popular', to, ['popular', index])
  for (const [locale, entries] of tree.glossary)
    for (const [index, { article }] of entries.entries()) name(`glossary/${locale}.yml`, 'glossary', article, [index, 'article'])
  for (const notice of tree.notices) {
    name(`notices/${notice.id}.yml`, 'notice', notice.article, ['article'])
    if (!notice.workaround?.startsWith('https:')) name(`notices/${notice.id}.yml`, 'notice', notice.workaround, ['workaround'])
  }
  for (const { guide, locale, id } of tree.guides)
    for (const [step, { article }] of guide?.steps.entries() ?? []) name(`guides/${locale}/${id}.yml`, 'guide', article, ['steps', step, 'article'])
  return mentions
}
