import type { FirstFile } from './first-file.ts'
import type { ArticleText } from './search-document.ts'
import type { Shard } from './shards.ts'
import type { WordListFile } from './word-list.ts'

/** Where the index is, from the root of the site. */
export const INDEX_FOLDER = '/search-index'

/**
 * Fetches one file of the index, by its path in the folder: `fa/first.json`. Files under `<locale>/v/<version>/` never change; when the site is
 * published anew, they have another version.
 */
export type LoadFile = (path: string) => Promise<unknown>

/** The files of one locale. */
export interface LocaleFiles {
  first: () => Promise<FirstFile>
  words: (version: string) => Promise<WordListFile>
  shard: (version: string, shard: number) => Promise<Shard>
  article: (version: string, article: number) => Promise<ArticleText>
}

/** Names the files of a locale, for the build and for the browser. */
export const FILE_NAMES = {
  first: 'first.json',
  words: (version: string) => `v/${version}/words.json`,
  shard: (version: string, shard: number) => `v/${version}/tokens/${shard}.json`,
  article: (version: string, article: number) => `v/${version}/articles/${article}.json`,
}

/** The files of a locale, by way of what fetches them. */
export function filesOf(locale: string, load: LoadFile): LocaleFiles {
  return {
    first: () => load(`${locale}/${FILE_NAMES.first}`) as Promise<FirstFile>,
    words: (version) => load(`${locale}/${FILE_NAMES.words(version)}`) as Promise<WordListFile>,
    shard: (version, shard) => load(`${locale}/${FILE_NAMES.shard(version, shard)}`) as Promise<Shard>,
    article: (version, article) => load(`${locale}/${FILE_NAMES.article(version, article)}`) as Promise<ArticleText>,
  }
}

/** Fetches in a browser. Without a connection, what its cache has is better than nothing, however old. */
export const fetchFile: LoadFile = async (path) => {
  const url = `${INDEX_FOLDER}/${path}`
  const response = await fetch(url).catch(() => fetch(url, { cache: 'force-cache' }))
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return response.json()
}
