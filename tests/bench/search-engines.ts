import { brotliCompressSync } from 'node:zlib'
import { close, createIndex } from 'pagefind'
import { build } from 'vite'
import type { SearchAnswer } from '../../src/search/contract.ts'
import { buildLocaleIndex } from '../../src/search/index.ts'
import { createSearch } from '../../src/search/query.ts'
import type { Section } from '../../src/articles/sections.ts'
import type { SearchDocument } from '../../src/search/search-document.ts'
import { inFolder, loadFrom } from '../search/load-from.ts'
import { importPagefind, serveIndex, type ServedIndex } from './pagefind-index.ts'
import type { QuestionSet } from './search-sets.ts'

/** Results that are read, as on the first screen of the results page. */
const READ = 10

export interface Engine {
  name: 'waymark' | 'pagefind'
  /** Ids of the best documents, at most ten. */
  ask: (text: string) => Promise<string[]>
  /** The share of the query that the best document has. */
  answer?: (text: string) => Promise<SearchAnswer>
  /** What the first query loaded, with the search's own code, in bytes as sent. */
  firstQueryBytes: () => number
  buildCpuMs: number
}

async function timed<Made>(make: () => Promise<Made>): Promise<[Made, number]> {
  const before = process.cpuUsage()
  const made = await make()
  const { user, system } = process.cpuUsage(before)
  return [made, Math.round((user + system) / 1000)]
}

/** The product: its index build and its query. */
export async function openWaymark(set: QuestionSet): Promise<Engine> {
  const [files, buildCpuMs] = await timed(() => buildLocaleIndex(set.lang, set.docs.map(toDocument)))
  const loaded = new Map<string, number>()
  const load = loadFrom(inFolder(set.lang, files), (path, content) => loaded.set(path, brotliCompressSync(content).length))
  const search = createSearch({ locale: set.lang, prefix: '', indexes: [set.lang] }, load)
  const code = await codeBytes(set.lang)
  let first: number | undefined
  const answer = async (text: string) => {
    const found = await search.ask({ text, limit: READ })
    first ??= [...loaded.values()].reduce((sum, bytes) => sum + bytes, code)
    return found
  }
  return {
    name: 'waymark',
    answer,
    ask: async (text) => (await answer(text)).results.map((result) => result.path),
    firstQueryBytes: () => first ?? 0,
    buildCpuMs,
  }
}

/** Pagefind with its own options over pages, as every static site has it. */
export async function openPagefind(set: QuestionSet): Promise<Engine> {
  const [files, buildCpuMs] = await timed(async () => {
    const { index } = await createIndex()
    for (const doc of set.docs) {
      const text = toDocument(doc).sections.map(({ title, text }) => `${title ? `<h2>${escapeText(title)}</h2>` : ''}<p>${escapeText(text)}</p>`)
      const content = `<!doctype html><html lang="${set.lang}"><body><main data-pagefind-body><h1>${escapeText(doc.title)}</h1>${text.join('')}</main></body></html>`
      await index!.addHTMLFile({ url: `/${encodeURIComponent(doc.id)}/`, content })
    }
    const made = await index!.getFiles()
    await close()
    return new Map(made.files.map((file) => [file.path, file.content]))
  })
  const served = serveIndex(files)
  const pagefind = await importPagefind(served, set.lang)
  await pagefind.options({ basePath: served.address, baseUrl: '/' })
  await pagefind.init()
  let first: number | undefined
  const ask = async (text: string) => {
    const { results } = await pagefind.search(text, { filters: {} })
    const data = (await Promise.all(results.slice(0, READ).map((result) => result.data()))) as unknown as { url: string }[]
    first ??= sentBytes(served)
    return data.map(({ url }) => decodeURIComponent(url.slice(1, -1)))
  }
  return { name: 'pagefind', ask, firstQueryBytes: () => first ?? 0, buildCpuMs }
}

/** A document of a set as the index takes it; lines that begin with # are headings. */
function toDocument({ id, title, body }: QuestionSet['docs'][number]): SearchDocument {
  const sections: Section[] = [{ title: '', text: '' }]
  for (const line of body.split('\n')) {
    const heading = /^#{1,6}\s+(.*)/.exec(line)?.[1]
    if (heading) sections.push({ id: `part-${sections.length}`, title: heading, text: '' })
    else sections.at(-1)!.text += `${sections.at(-1)!.text ? ' ' : ''}${line}`
  }
  return { url: `/${encodeURIComponent(id)}/`, path: id, title, sections }
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Pagefind's data is sent as it is; programs and lists are compressed by the server. */
function sentBytes({ fetched, files }: ServedIndex): number {
  const size = ([path, length]: [string, number]) => (/\.(js|json)$/.test(path) ? brotliCompressSync(files.get(path)!).length : length)
  return [...fetched].map(size).reduce((sum, bytes) => sum + bytes, 0)
}

let bundle: Promise<Map<string, string>> | undefined

/** The search's own code and one stemmer, as a browser gets them. */
async function codeBytes(lang: string): Promise<number> {
  bundle ??= bundleCode()
  const chunks = await bundle
  const stemmer = STEMMER_FILES[lang] ?? ''
  const loaded = [...chunks].filter(([name]) => name.startsWith('query') || name.startsWith('entry') || (stemmer && name.startsWith(`${stemmer}-`)))
  return loaded.reduce((sum, [, code]) => sum + brotliCompressSync(code).length, 0)
}

/** File names where they are not the language's code. */
const STEMMER_FILES: Record<string, string> = {
  ar: 'arabic',
  fa: 'persian',
  he: 'hebrew',
  lv: 'latvian',
  el: 'greek',
  hi: 'hindi',
  ro: 'romanian',
  tr: 'turkish',
  ...Object.fromEntries('de en es fr it pt ru uk nl hu fi id'.split(' ').map((code) => [code, code])),
}

async function bundleCode(): Promise<Map<string, string>> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: 'src/search/query.ts', formats: ['es'], fileName: 'entry' }, minify: true, rollupOptions: {} },
  })
  const outputs = (Array.isArray(made) ? made : [made]) as unknown as { output: { fileName: string; code?: string }[] }[]
  return new Map(outputs.flatMap(({ output }) => output.map(({ fileName, code }): [string, string] => [fileName.split('/').at(-1)!, code ?? ''])))
}
