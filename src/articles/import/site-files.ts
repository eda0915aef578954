import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { findProductMessages, OWN_MESSAGES } from '../../languages/load.ts'
import { PLURAL_SUFFIX, type MessageTree } from '../../languages/messages.ts'
import { isPseudoLocale, pseudoText } from '../../languages/pseudo.ts'
import { humanise, plain } from './front-matter.ts'
import { mergeList, type Merged } from './merge.ts'
import type { Note, SourceFolder } from './source-folder.ts'

/** English first, else the language with the most articles: it becomes the default. The others follow by code. */
export function orderLocales(counts: Map<string, number>): string[] {
  return [...counts.keys()].sort((a, b) => Number(b === 'en') - Number(a === 'en') || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
}

/** A language's name in the language itself, as it stands in a list. */
export function nameOfLocale(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code
  return (name[0] ?? '').toLocaleUpperCase(code) + name.slice(1)
}

/** A file about the whole help centre, and how it joins one that people wrote. */
export interface SiteFile {
  text: string
  merge: (present: string) => Merged | undefined
}

/** settings.yml and categories.yml, by their paths. */
export function makeSiteFiles(folder: SourceFolder, locales: readonly string[], ids: Map<string, string>, note: Note): Map<string, SiteFile> {
  const settings = makeSettings(folder.name, locales)
  const categories = makeCategories(folder, locales, ids, note)
  const heading = '# Made by "npm run import". Set "url" (the public address), the company and the ways to reach a person.\n'
  return new Map([
    ['settings.yml', { text: heading + stringify(settings, { lineWidth: 0 }), merge: (present) => mergeList(present, settings.locales, 'code', ['locales']) }],
    ['categories.yml', { text: stringify(categories, { lineWidth: 0 }), merge: (present) => mergeList(present, categories, 'id') }],
  ])
}

function makeSettings(name: string, locales: readonly string[]) {
  return {
    name: plain(name) || 'Help',
    description: `Answers about ${plain(name) || 'our product'}.`,
    company: { name: plain(name) || 'Help' },
    locales: locales.map((code) => ({ code, name: nameOfLocale(code) })),
    contact: { channels: [] },
  }
}

/** The categories that have articles, in the order of the first locale's list. */
function makeCategories(folder: SourceFolder, locales: readonly string[], ids: Map<string, string>, note: Note) {
  const order = [...new Set([...locales.flatMap((code) => [...(folder.categories.get(code)?.keys() ?? [])]), ...[...ids.keys()].sort()])]
  return order.flatMap((source) => {
    const id = ids.get(source)
    if (id === undefined) {
      const locale = locales.find((code) => folder.categories.get(code)?.has(source)) ?? ''
      note('empty-category', join(folder.dir, locale, 'categories.json'), `The category "${source}" has no article, so it was left out.`, 1)
      return []
    }
    const texts = (field: 'title' | 'description') =>
      Object.fromEntries(
        locales.flatMap((code) => (folder.categories.get(code)?.get(source)?.[field] ? [[code, folder.categories.get(code)?.get(source)?.[field]]] : [])),
      )
    const title = texts('title')
    if (Object.keys(title).length === 0)
      note(
        'missing-category',
        join(folder.dir, locales[0] ?? '', 'categories.json'),
        `No categories.json has a title for "${source}". It was called "${humanise(source)}".`,
        1,
      )
    const description = texts('description')
    return [
      {
        id,
        title: Object.keys(title).length === 0 ? humanise(source) : title,
        ...(Object.keys(description).length > 0 && { description }),
      },
    ]
  })
}

/** Text of messages/<locale>.json, with English texts where there are none; undefined when the product has all of them, so that its updates arrive. */
export function makeMessages(code: string, messagesDir: string = OWN_MESSAGES): { text: string; untranslated: number } | undefined {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as MessageTree
  const english = read(join(messagesDir, 'en.json'))
  const known = isPseudoLocale(code) ? undefined : findProductMessages(code, messagesDir)
  const write = (text: string) => (isPseudoLocale(code) ? pseudoText(text, code) : text)
  const own = known ? read(known) : {}
  const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories
  const language = new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  let untranslated = 0
  const fill = (from: MessageTree, to: MessageTree): MessageTree => {
    const result: MessageTree = {}
    for (const [key, text] of Object.entries(from)) {
      const given = to[key]
      if (typeof text !== 'string') {
        result[key] = fill(text, typeof given === 'object' ? given : {})
        continue
      }
      const base = key.replace(PLURAL_SUFFIX, '')
      if (base === key) {
        if (typeof given !== 'string') untranslated++
        // The few English texts that name their own language.
        result[key] = typeof given === 'string' ? given : write(text.replace(/\bin English\b/g, `in ${language}`))
        continue
      }
      for (const category of categories) {
        const form = `${base}_${category}`
        if (result[form] !== undefined) continue
        const fitting = to[form] ?? to[`${base}_other`]
        if (typeof to[form] !== 'string') untranslated++
        result[form] = typeof fitting === 'string' ? fitting : write(String(from[form] ?? from[`${base}_other`] ?? text))
      }
    }
    return result
  }
  const filled = fill(english, own)
  return untranslated === 0 ? undefined : { text: `${JSON.stringify(filled, null, 2)}\n`, untranslated }
}
