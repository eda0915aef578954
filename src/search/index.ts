import { createHash } from 'node:crypto'
import type { Synonyms } from '../articles/contract.ts'
import type { Library } from '../articles/library.ts'
import type { BuildCache } from '../output/build-cache.ts'
import type { SiteFolder } from '../output/site-folder.ts'
import { Analyser } from './analysis.ts'
import { packCommonWords } from './common-words.ts'
import { packQuestions } from './exact.ts'
import { articleDocument, describeArticle, searchableArticles, searchableLocales } from './document.ts'
import { guideDocument, searchableGuides } from './guide-document.ts'
import { fitFirst } from './first-budget.ts'
import { packFirst } from './first-file.ts'
import { packGlossary, type PackedGlossary } from './glossary.ts'
import { packSorted } from './front-coding.ts'
import { FILE_NAMES, INDEX_FOLDER } from './index-files.ts'
import { packLengths } from './lengths.ts'
import type { ArticleText, SearchDocument } from './search-document.ts'
import { packShards } from './shards.ts'
import { loadStems } from './stems/load.ts'
import { everydayWords, packSynonyms, WantedPhrases } from './synonyms.ts'
import { TokenMap } from './token-map.ts'
import { packWords, type WordListFile } from './word-list.ts'

/** The files of a language, as FILE_NAMES names them. */
const OWN_FILE = /^(?:first\.json|v\/[\w-]+\/(?:words|(?:tokens|articles)\/\d+)\.json)$/

/** The files that browsers search in. */
export interface SearchIndex {
  /** Writes `search-index/<locale>/…`. */
  writeTo: (site: SiteFolder) => void
  /** The same files by their path below `/search-index/`, e.g. `fa/first.json`. */
  files: () => Promise<Map<string, Uint8Array>>
}

/**
 * Makes one index per locale, each complete in its own folder, so that a page can ask another language as well, with that language's stems.
 * `cache` keeps the index of a locale until one of its texts changes.
 */
export async function buildSearchIndex(library: Library, cache?: BuildCache): Promise<SearchIndex> {
  const files = new Map<string, Uint8Array>()
  for (const locale of searchableLocales(library)) {
    const articles = searchableArticles(library, locale)
    const guides = searchableGuides(library, locale).map((guide) => guideDocument(guide, library))
    const synonyms = library.synonyms(locale)
    const glossary = packGlossary(library.glossary(locale), library.translator(locale).t('search.definitionWords'))
    const words = { ...(synonyms && { synonyms }), ...(glossary && { glossary }) }
    const described = articles.map((article) => [library.nameKept(article), describeArticle(article)])
    const isNamed = cache && described.every(([name]) => name !== undefined)
    const key = createHash('sha256')
      .update(JSON.stringify(['search index', locale, described, guides, words]))
      .digest('base64url')
    const kept = isNamed ? readKept(cache.read<unknown>(key, 'files')) : undefined
    const build = () => buildLocaleIndex(locale, [...articles.map((article) => articleDocument(article, library)), ...guides], words)
    const index = kept?.map(([path, json]): [string, Buffer] => [path, Buffer.from(json)]) ?? [...(await build())]
    if (isNamed && !kept) cache.write(key, { files: index.map(([path, content]) => [path, Buffer.from(content).toString()]) })
    for (const [path, content] of index) files.set(`${locale}/${path}`, content)
  }
  return {
    files: async () => files,
    writeTo: (site) => {
      for (const [path, content] of files) site.write(`${INDEX_FOLDER}/${path}`, content)
    },
  }
}

/** Files from the cache, which is made anew when it holds anything else: it may come from elsewhere, and its paths are written to. */
function readKept(kept: unknown): [path: string, json: string][] | undefined {
  const isFile = (file: unknown) => Array.isArray(file) && file.length === 2 && OWN_FILE.test(String(file[0])) && typeof file[1] === 'string'
  return Array.isArray(kept) && kept.length > 0 && kept.every(isFile) ? (kept as [string, string][]) : undefined
}

/** What writers say about the words of a language. */
export interface LocaleWords {
  synonyms?: Synonyms
  glossary?: PackedGlossary
}

/** The index of one language: files by their path in its folder. */
export async function buildLocaleIndex(
  locale: string,
  documents: SearchDocument[],
  { synonyms = { same: [], finds: {} }, glossary }: LocaleWords = {},
): Promise<Map<string, Uint8Array>> {
  const stems = await loadStems(locale)
  const common = packCommonWords(new Analyser(locale, stems))
  const analyser = new Analyser(locale, stems, common)
  const everyday = everydayWords(analyser.language, synonyms)
  const wanted = new WantedPhrases(synonyms, everyday, analyser)
  const map = new TokenMap(analyser, (terms) => wanted.read(terms))
  for (const { title, description = '', keywords = [], questions = [], address = '', sections } of documents) {
    const headings = sections.map((section) => section.title)
    map.add({
      fields: { title: [title], description: [description], keywords, questions, address: [address], headings },
      text: sections.map(({ title, text, code }) => [title, text, code].filter(Boolean).join('\n')),
    })
  }
  const { starts, shards } = packShards(map.tokens)
  const packed = packSynonyms(synonyms, everyday, (phrase) => wanted.has(phrase))
  const fitted = fitFirst(packFirst(documents, '', common, glossary))
  const words: WordListFile = {
    pages: documents.length,
    lengths: { texts: packLengths(map.lengths.texts), titles: packLengths(map.lengths.titles) },
    shards: packSorted(starts),
    ...packWords(map.counts, analyser),
    ...(fitted.questions ? {} : { questions: packQuestions(documents, analyser) }),
    ...(packed ? { synonyms: packed } : {}),
  }
  const texts = documents.map(({ path, title, description = '', category = { id: '', title: '' }, sections }): ArticleText => {
    return { path, title, description, category, sections }
  })
  const versioned: [name: (version: string) => string, content: Buffer][] = [
    [FILE_NAMES.words, toJson(words)],
    ...shards.map((shard, index): [(version: string) => string, Buffer] => [(version) => FILE_NAMES.shard(version, index), toJson(shard)]),
    ...texts.map((text, index): [(version: string) => string, Buffer] => [(version) => FILE_NAMES.article(version, index), toJson(text)]),
  ]
  const hash = createHash('sha256')
  for (const [, content] of versioned) hash.update(content)
  const version = hash.digest('base64url').slice(0, 10)
  const first: [string, Buffer] = [FILE_NAMES.first, toJson({ ...fitted, version })]
  return new Map([first, ...versioned.map(([name, content]): [string, Buffer] => [name(version), content])])
}

const toJson = (content: unknown) => Buffer.from(JSON.stringify(content))
