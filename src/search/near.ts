import { addressWords } from './address-words.ts'
import { unpackFirst } from './first-file.ts'
import { fetchFile, filesOf } from './index-files.ts'
import { addressParts, findNearAddresses } from './near-addresses.ts'
import { search, setup } from './page-setup.ts'
import { element, languageAttributes } from './result-elements.ts'

/** Enough to choose from without reading. */
const LIMIT = 5
/** Words of the address in the title of an article that is found by its text: a single one, such as “article”, is in many. */
const TITLE_WORDS = 2

interface Near {
  url: string
  title: string
  locale: string
}

/** Fills the block of near matches on the page for wrong addresses; it stays hidden when nothing is near. */
export async function showNear(block: HTMLElement): Promise<void> {
  const near = await findNear()
  if (near.length === 0) return
  const items = near.map(({ url, title, locale }) => element('li', {}, element('a', { href: url, ...languageAttributes(locale) }, title)))
  block.querySelector('ul')?.replaceChildren(...items)
  block.hidden = false
}

/** By the address first; by what articles say about its words only where the search is sure. */
async function findNear(): Promise<Near[]> {
  const parts = addressParts(location.pathname, setup.prefix)
  if (parts.length === 0) return []
  // The reader's own language first; articles that are not translated are in the list of another.
  for (const locale of setup.indexes) {
    const articles = unpackFirst(await filesOf(locale, fetchFile).first())
    const found = findNearAddresses(parts, articles, LIMIT)
    if (found.length > 0) return found.map(({ path, title }) => ({ url: `${setup.prefix}/${path}/`, title, locale }))
  }
  const text = addressWords(location.pathname, setup.prefix)
  if (!text) return []
  const { isGood, results, otherLanguages } = await search.ask({ text, limit: LIMIT })
  if (!isGood) return []
  return [...results, ...otherLanguages]
    .filter(({ title }) => title.filter(({ isMarked }) => isMarked).length >= TITLE_WORDS)
    .map(({ url, title, locale }) => ({ url, title: title.map((piece) => piece.text).join(''), locale }))
}

const block = globalThis.document?.querySelector<HTMLElement>('[data-search-near]')
// Without an index the page has its search box and topics still.
if (block) showNear(block).catch(() => {})
