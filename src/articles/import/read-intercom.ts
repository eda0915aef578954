import { displayPath } from '../../settings/text-file.ts'
import {
  asList,
  asObject,
  asText,
  dayOf,
  type Export,
  type ExportedText,
  type Json,
  makeSourceFolder,
  noteOneLevel,
  pathOf,
  readExportFiles,
} from './export-folder.ts'
import { plain } from './front-matter.ts'
import type { Note, SourceCategory, SourceFolder } from './source-folder.ts'

/**
 * Reads articles of Intercom as its API lists them (https://developers.intercom.com/docs/references/rest-api/api.intercom.io/Articles/), and
 * collections beside them, which become our categories.
 */
export function readIntercom(path: string, note: Note): SourceFolder {
  const { dir, values, others } = readExportFiles(path, note)
  const items = values.flatMap((value) => [...asList(value), ...['data', 'articles', 'collections'].flatMap((name) => asList(asObject(value)[name]))])
  const isCollection = (item: Json) => asText(item['type']) === 'collection' || (item['name'] !== undefined && item['title'] === undefined)
  const collections = items.filter(isCollection)
  const articles = items.filter((item) => item['id'] && item['title'] !== undefined && !isCollection(item))
  const hosts = new Set(
    articles
      .map((article) => asText(article['url']))
      .filter((url) => URL.canParse(url))
      .map((url) => new URL(url).host),
  )
  const ids = new Set(articles.map(({ id }) => asText(id)))

  const read: Export = {
    articles: articles.map((article) => ({ id: asText(article['id']), category: asText(article['parent_id']) || undefined, texts: readTexts(article) })),
    categories: new Map(collections.map((collection) => [asText(collection['id']), readCollection(collection)])),
    findArticle: (address) => {
      if (/^https?:/i.test(address) && !(URL.canParse(address) && hosts.has(new URL(address).host))) return undefined
      const [, id] = /\/articles\/(\d+)/.exec(pathOf(address) ?? '') ?? []
      return id !== undefined && ids.has(id) ? id : undefined
    },
    // Pictures are on hosts of Intercom; a copy may lie beside the export under the same name.
    findFile: (address) => {
      const name = pathOf(address)?.split('/').at(-1)
      return name ? others.find((file) => file.split('/').at(-1) === name) : undefined
    },
  }
  for (const { id, parent_id } of articles)
    if (parent_id && !read.categories.has(asText(parent_id)))
      note(
        'missing-category',
        displayPath(path),
        `Article ${asText(id)} is in the collection ${asText(parent_id)}, which is not in the export, so it became part of "general".`,
        1,
      )
  const nested = collections.filter(({ parent_id }) => parent_id).map((collection) => plain(asText(collection['name'])))
  if (nested.length > 0) noteOneLevel(note, path, `collections in others (${nested.join(', ')})`, 'collections')
  return makeSourceFolder(dir, path, read, others, note)
}

function readTexts(article: Json): ExportedText[] {
  const url = asText(article['url'])
  const own = asText(article['default_locale']) || (/\/([a-z]{2,3}(?:-[A-Za-z]+)?)\/articles\//.exec(url)?.[1] ?? 'en')
  const translated = Object.entries(asObject(article['translated_content'])).filter(([, content]) => asText(asObject(content)['title']) !== '')
  const contents = new Map<string, Json>([...translated.map(([locale, content]): [string, Json] => [locale, asObject(content)])])
  if (!contents.has(own)) contents.set(own, article)
  return [...contents].map(([locale, content]) => {
    const address = pathOf(asText(content['url']) || (locale === own ? url : ''))
    const short = address && /^(.*\/articles\/\d+)/.exec(address)?.[1]
    return {
      locale,
      title: plain(asText(content['title'])),
      description: plain(asText(content['description'])),
      html: asText(content['body']),
      isDraft: asText(content['state'] ?? article['state']) !== 'published',
      published: dayOf(content['created_at'] ?? article['created_at']),
      updated: dayOf(content['updated_at'] ?? article['updated_at']),
      addresses: address && short ? [...new Set([address, short])] : [],
    }
  })
}

function readCollection(collection: Json): Map<string, SourceCategory> {
  const read = (content: Json) => ({ title: plain(asText(content['name'])), description: plain(asText(content['description'])) })
  const own = asText(collection['default_locale']) || (/\/([a-z]{2,3}(?:-[A-Za-z]+)?)\/collections\//.exec(asText(collection['url']))?.[1] ?? 'en')
  const texts = new Map([[own, read(collection)]])
  for (const [locale, content] of Object.entries(asObject(collection['translated_content']))) {
    const text = read(asObject(content))
    if (text.title !== '') texts.set(locale, text)
  }
  return texts
}
