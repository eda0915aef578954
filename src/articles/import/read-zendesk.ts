import { basename } from 'node:path'
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
 * Reads an export of Zendesk Guide: answers of its Help Center API (https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/)
 * in one file or many, in every locale that was asked for. Sections become our categories, because articles stand in sections.
 */
export function readZendesk(path: string, note: Note): SourceFolder {
  const { dir, values, others } = readExportFiles(path, note)
  const gather = (name: string) => values.flatMap((value) => [...asList(asObject(value)[name]), ...asList(value).flatMap((item) => asList(item[name]))])
  const loose = values.flatMap(asList)
  const articles = [...gather('articles'), ...values.map((value) => asObject(asObject(value)['article'])), ...loose].filter(
    (item) => item['id'] && item['section_id'],
  )
  const translations = gather('translations')
  const attachments = [...gather('article_attachments'), ...articles.flatMap((article) => asList(article['attachments']))]

  const byId = Map.groupBy(articles, ({ id }) => asText(id))
  const read: Export = {
    articles: [...byId].map(([id, versions]) => {
      const first = versions[0]!
      // A locale may come as an article, as a translation beside it, or as both; the translation says more.
      const own = [
        ...translations.filter((item) => asText(item['source_id']) === id && !/section|category/i.test(asText(item['source_type']))),
        ...versions.flatMap((version) => asList(version['translations'])),
        ...versions,
      ]
      const texts = new Map<string, ExportedText>()
      const isClosed = versions.some((version) => version['user_segment_id'] || asList(version['user_segment_ids']).length > 0)
      if (isClosed) {
        const message = `"${asText(first['title'])}" is for some readers only (user_segment_id), which this help centre cannot do, so it became a draft.`
        note('restricted-article', displayPath(path), message, 1)
      }
      for (const item of own) {
        const locale = asText(item['locale'])
        const body = asText(item['body'])
        if (locale === '' || texts.has(locale)) continue
        texts.set(locale, readText(item, first, { locale, body, isClosed, id }))
      }
      return { id, category: asText(first['section_id']) || undefined, texts: [...texts.values()] }
    }),
    categories: readSections([...gather('sections')], translations),
    findArticle: (address) => {
      const [, id] = /^\/hc\/(?:[\w-]+\/)?articles\/(\d+)/.exec(isElsewhere(address, articles) ? '' : (pathOf(address) ?? '')) ?? []
      return id !== undefined && byId.has(id) ? id : undefined
    },
    findFile: (address) => {
      const [, id, name] = /\/article_attachments\/(?:token\/)?([\w-]+)(?:\/([^/]+))?/.exec(pathOf(address) ?? '') ?? []
      if (id === undefined) return undefined
      const fileName = asText(attachments.find((item) => asText(item['id']) === id)?.['file_name']) || name
      return (
        others.find((file) => file.split('/').includes(id) || basename(file).startsWith(`${id}.`) || basename(file).startsWith(`${id}-`)) ??
        others.find((file) => fileName !== undefined && basename(file) === fileName)
      )
    },
  }
  for (const comment of ['comments', 'votes', 'topics', 'posts'].filter((name) => gather(name).length > 0))
    note('not-imported', displayPath(path), `The export has ${gather(comment).length} ${comment}, which are no articles, so they were left out.`, 1)
  const above = new Set(
    gather('categories')
      .map((category) => plain(asText(category['name'])))
      .filter((name) => name !== ''),
  )
  if (above.size > 0) noteOneLevel(note, path, `categories above its sections (${[...above].join(', ')})`, 'sections')
  return makeSourceFolder(dir, path, read, others, note)
}

function readText(item: Json, article: Json, { locale, body, isClosed, id }: { locale: string; body: string; isClosed: boolean; id: string }): ExportedText {
  const address = pathOf(asText(item['html_url'])) ?? (asText(item['html_url']) ? undefined : `/hc/${locale}/articles/${id}`)
  const short = `/hc/${locale}/articles/${id}`
  return {
    locale,
    title: plain(asText(item['title'])),
    html: body,
    isDraft: item['draft'] === true || isClosed,
    published: dayOf(article['created_at']),
    updated: dayOf(item['edited_at'] ?? item['updated_at'] ?? article['edited_at']),
    keywords: Array.isArray(article['label_names']) ? article['label_names'].map(asText).filter(Boolean) : [],
    addresses: [...new Set([address ?? short, short])].filter((path) => path.startsWith('/hc/')),
  }
}

function readSections(sections: Json[], translations: Json[]): Map<string, Map<string, SourceCategory>> {
  const read = new Map<string, Map<string, SourceCategory>>()
  const add = (id: string, locale: string, title: unknown, description: unknown) => {
    const texts = read.get(id) ?? new Map<string, SourceCategory>()
    read.set(id, texts)
    if (locale && !texts.has(locale)) texts.set(locale, { title: plain(asText(title)), description: plain(asText(description)) })
  }
  for (const section of sections) {
    const id = asText(section['id'])
    add(id, asText(section['locale']), section['name'], section['description'])
    const own = [
      ...asList(section['translations']),
      ...translations.filter((item) => asText(item['source_type']) === 'Section' && asText(item['source_id']) === id),
    ]
    for (const item of own) add(id, asText(item['locale']), item['title'] ?? item['name'], item['body'])
  }
  return read
}

/** Whether a web address is that of another site than the exported one. */
function isElsewhere(address: string, articles: Json[]): boolean {
  if (!/^https?:/i.test(address)) return false
  const hosts = new Set(
    articles.flatMap((article) =>
      [article['html_url'], article['url']]
        .map(asText)
        .filter((url) => URL.canParse(url))
        .map((url) => new URL(url).host),
    ),
  )
  return URL.canParse(address) && !hosts.has(new URL(address).host)
}
