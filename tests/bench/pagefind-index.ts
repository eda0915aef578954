import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What is used of Pagefind's program for the browser, which has no types of its own. */
export interface PagefindModule {
  options: (options: Record<string, unknown>) => Promise<void>
  init: () => Promise<void>
  search: (text: string, options: { filters: Record<string, string[]> }) => Promise<{ results: { data: () => Promise<unknown> }[] }>
}

const ADDRESS = 'http://search-index.test/'

/** Files that `fetch` finds at `http://search-index.test/<number>/`, and what was fetched of them. */
export interface ServedIndex {
  address: string
  files: Map<string, Uint8Array>
  fetched: Map<string, number>
}

const served: ServedIndex[] = []
const fetchElsewhere = globalThis.fetch

/** Stands for the web server and for `<html lang>`; everything else is as in a browser. */
globalThis.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input)
  if (!url.startsWith(ADDRESS)) return fetchElsewhere(input, init)
  const [number = '', ...path] = url.slice(ADDRESS.length).split('?')[0]!.split('/')
  const index = served[Number(number)]
  const file = index?.files.get(path.join('/'))
  if (!index || !file) return new Response('', { status: 404 })
  index.fetched.set(path.join('/'), file.length)
  return new Response(new Uint8Array(file))
}

/** Makes files fetchable. */
export function serveIndex(files: Map<string, Uint8Array>): ServedIndex {
  const index = { address: `${ADDRESS}${served.length}/`, files, fetched: new Map<string, number>() }
  served.push(index)
  return index
}

/** The program of Pagefind from the folder of an index; `lang` is the language of the page. */
export async function importPagefind(index: ServedIndex, lang: string): Promise<PagefindModule> {
  const document = { currentScript: null, querySelector: () => ({ getAttribute: () => lang }) }
  Object.assign(globalThis, { document })
  // Node imports from files only.
  const file = join(mkdtempSync(join(tmpdir(), 'search-program-')), 'pagefind.mjs')
  writeFileSync(file, index.files.get('pagefind.js')!)
  index.fetched.set('pagefind.js', index.files.get('pagefind.js')!.length)
  const pagefind = (await import(pathToFileURL(file).href)) as PagefindModule
  return pagefind
}
