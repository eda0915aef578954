import { addressWords } from './address-words.ts'
import { search, setup } from './page-setup.ts'
import { element, languageAttributes } from './result-elements.ts'

/** Enough to choose from without reading. */
const LIMIT = 5

/** Fills the block of near matches on the page for wrong addresses; it stays hidden when there are none. */
export async function showNear(block: HTMLElement): Promise<void> {
  const text = addressWords(location.pathname, setup.prefix)
  if (!text) return
  const { results, otherLanguages } = await search.ask({ text, limit: LIMIT })
  const near = [...results, ...otherLanguages].slice(0, LIMIT)
  if (near.length === 0) return
  const items = near.map(({ url, title, locale }) => {
    const words = title.map((piece) => piece.text).join('')
    return element('li', {}, element('a', { href: url, ...languageAttributes(locale) }, words))
  })
  block.querySelector('ul')?.replaceChildren(...items)
  block.hidden = false
}

const block = globalThis.document?.querySelector<HTMLElement>('[data-search-near]')
// Without an index the page has its search box and topics still.
if (block) showNear(block).catch(() => {})
