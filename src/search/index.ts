import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { close, createIndex } from 'pagefind'
import type { Synonyms } from '../articles/contract.ts'
import type { Library } from '../articles/library.ts'
import { Analyser } from './analysis.ts'
import { articleDocument, searchableArticles, searchableLocales } from './document.ts'
import { packFirst } from './first-file.ts'
import { packGlossary, type PackedGlossary } from './glossary.ts'
import type { ArticleText, SearchDocument } from './search-document.ts'
import { loadStemmer } from './stems/load.ts'
import { packSynonyms, WantedPhrases } from './synonyms.ts'
import { packWords } from './word-list.ts'

/** The files that browsers search in. */
export interface SearchIndex {
  /** Writes `<outDir>/pagefind/<locale>/…`. */
  writeTo: (outDir: string) => Promise<void>
  /** The same files by their path below `/pagefind/`, e.g. `fa/pagefind.js`. */
  files: () => Promise<Map<string, Uint8Array>>
}

/** Interfaces that Pagefind brings and no page loads, 430 kB per index, and its worker, which costs more to load than it saves. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\./
/** The language of what has none: Pagefind neither stems nor cuts our tokens. */
const NO_LANGUAGE = 'zxx'
/** What Pagefind's files begin with. */
const SIGNATURE = 'pagefind_dcd'

/**
 * Makes one index per locale, each complete in its own folder. One index for all would decide by the language of the page
 * which words to search; a folder each lets a page ask another language as well, with that language's stems.
 */
export async function buildSearchIndex(library: Library): Promise<SearchIndex> {
  const files = new Map<string, Uint8Array>()
  for (const locale of searchableLocales(library)) {
    const documents = searchableArticles(library, locale).map((article) => articleDocument(article, library))
    const synonyms = library.synonyms(locale)
    const glossary = packGlossary(library.glossary(locale), library.translator(locale).t('search.definitionWords'))
    const index = await buildLocaleIndex(locale, documents, { ...(synonyms && { synonyms }), ...(glossary && { glossary }) })
    for (const [path, content] of index) files.set(`${locale}/${path}`, content)
  }
  return {
    files: async () => files,
    writeTo: async (outDir) => {
      const root = join(outDir, 'pagefind')
      rmSync(root, { recursive: true, force: true })
      for (const [path, content] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
      }
    },
  }
}

let running = 0

/** What writers say about the words of a language. */
export interface LocaleWords {
  synonyms?: Synonyms
  glossary?: PackedGlossary
}

/** The index of one language: files by their path in its folder. */
export async function buildLocaleIndex(locale: string, documents: SearchDocument[], words: LocaleWords = {}): Promise<Map<string, Uint8Array>> {
  running++
  try {
    return await makeIndex(locale, documents, words)
  } finally {
    // All indexes share one process of Pagefind; only the last one may end it.
    running--
    if (running === 0) await close()
  }
}

async function makeIndex(locale: string, documents: SearchDocument[], { synonyms, glossary }: LocaleWords): Promise<Map<string, Uint8Array>> {
  const analyser = new Analyser(locale, await loadStemmer(locale))
  const { index, errors } = await createIndex({ forceLanguage: NO_LANGUAGE })
  if (!index) throw new Error(`The search index of "${locale}" was not started: ${errors.join(' ')}`)
  const counts = new Map<string, number>()
  const wanted = new WantedPhrases(synonyms, analyser)
  const tokens = (texts: string[]) => {
    const each = texts.map((text) => analyser.terms(text))
    for (const terms of each) wanted.read(terms)
    const terms = each.flat()
    for (const term of terms) if (!term.isPair) counts.set(term.folded, (counts.get(term.folded) ?? 0) + 1)
    return terms.map((term) => term.token).join(' ')
  }
  const texts = new Map<string, ArticleText>()
  for (const document of documents) {
    const { url, path, title, description = '', keywords = [], questions = [], address = '', category = { id: '', title: '' }, sections } = document
    const fields = { title: [title], description: [description], keywords, questions, address: [address], headings: sections.map((section) => section.title) }
    const meta = Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, tokens(values)]))
    const added = await index.addCustomRecord({
      url,
      language: NO_LANGUAGE,
      content: tokens(sections.flatMap((section) => [section.title, section.text])) || meta['title'] || '-',
      meta: Object.fromEntries(Object.entries(meta).filter(([, value]) => value)),
      filters: { category: [category.id], article: [path] },
    })
    refuse(added.errors, `${path} is not in the search index of "${locale}"`)
    texts.set(url, { path, title, description, category, sections })
  }
  const made = await index.getFiles()
  refuse(made.errors, `The search index of "${locale}" was not made`)
  await index.deleteIndex()
  const files = new Map<string, Uint8Array>()
  for (const { path, content } of made.files) {
    if (!UNUSED.test(path)) files.set(path, path.endsWith('.pf_fragment') ? withText(content, texts) : content)
  }
  files.set('first.json', Buffer.from(JSON.stringify(packFirst(documents, glossary))))
  const packed = synonyms && packSynonyms(synonyms, (phrase) => wanted.has(phrase))
  files.set('words.json', Buffer.from(JSON.stringify({ ...packWords(counts, documents.length), ...(packed ? { synonyms: packed } : {}) })))
  return files
}

/** Pagefind keeps the tokens for its excerpts; the browser gets the text instead. */
function withText(content: Uint8Array, texts: Map<string, ArticleText>): Uint8Array {
  const fragment = JSON.parse(gunzipSync(content).toString().slice(SIGNATURE.length)) as { url: string }
  const text = texts.get(fragment.url)
  if (!text) throw new Error(`Pagefind made a page for ${fragment.url}, which is no article.`)
  const own = { url: fragment.url, content: '', word_count: 0, filters: {}, meta: {}, anchors: [], article: text }
  return gzipSync(SIGNATURE + JSON.stringify(own), { level: 9 })
}

/** Pagefind reports problems instead of throwing them. */
function refuse(errors: string[], what: string): void {
  if (errors.length > 0) throw new Error(`${what}: ${errors.join(' ')}`)
}
