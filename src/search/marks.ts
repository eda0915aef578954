/** The words that a search found in an article, on their way there. */
export interface Marks {
  /** Address of the article, without origin and anchor. */
  path: string
  /** As they are written in the article. */
  words: string[]
}

/** Words that are marked, and letters of each. The tab's name may come from anywhere. */
const MOST_WORDS = 40
const LONGEST = 60

const NAME = 'search'
const STYLE = `::highlight(${NAME}) { background-color: light-dark(#ffe9a8, #5b4a10); color: light-dark(#14181b, #eceff1); }
@media (forced-colors: active) { ::highlight(${NAME}) { background-color: Mark; color: MarkText; } }
.search-unmark { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 5; box-shadow: var(--shadow); }
@media print { .search-unmark { display: none; } }`
/** Scripts without spaces, in which a word may stand anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

let clear: (() => void) | undefined

/** Reads what the tab carried here from the search, and keeps it in this entry of the history, for “back” and for reloading. */
function receive(): void {
  const carried = window.name
  if (carried.startsWith('{"marks"')) window.name = ''
  const marks = readMarks(carried) ?? history.state?.marks
  if (marks?.path === location.pathname) showMarks(marks)
}

function readMarks(carried: string): Marks | undefined {
  try {
    return JSON.parse(carried).marks
  } catch {
    return undefined
  }
}

/**
 * Marks words without touching the page's elements, so that no screen reader hears of it; browsers that cannot do that show no marks. Escape, or
 * the button, takes them away.
 */
export function showMarks(marks: Marks): void {
  clear?.()
  if (!globalThis.CSS?.highlights) return
  const article = document.querySelector<HTMLElement>('article.prose')
  const words = Array.isArray(marks.words) ? marks.words.filter((word) => typeof word === 'string' && word.trim() && word.length <= LONGEST) : []
  const ranges = words.length > 0 ? findWords(words.slice(0, MOST_WORDS)) : []
  if (ranges.length === 0 || !article) return
  CSS.highlights.set(NAME, new Highlight(...ranges))
  history.replaceState({ ...history.state, marks }, '')

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  document.adoptedStyleSheets.push(sheet)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button search-unmark'
  button.textContent = article.dataset['unmark'] ?? '×'
  article.before(button)

  const onKey = (event: KeyboardEvent) => {
    // What is open closes first.
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], :popover-open')) clear?.()
  }
  clear = () => {
    CSS.highlights.delete(NAME)
    const { marks: _, ...state } = history.state ?? {}
    history.replaceState(state, '')
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    removeEventListener('keydown', onKey)
    if (document.activeElement === button) document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
    button.remove()
    clear = undefined
  }
  button.addEventListener('click', () => clear?.())
  addEventListener('keydown', onKey)
}

/** Where the words stand in the title and the text of the article. */
function findWords(words: string[]): Range[] {
  const one = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => {
      const literal = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      return UNSPACED.test(word) ? literal : `(?<![\\p{L}\\p{N}\\p{M}])${literal}(?![\\p{L}\\p{N}\\p{M}])`
    })
  const pattern = new RegExp(one.join('|'), 'giu')
  const ranges: Range[] = []
  for (const root of document.querySelectorAll('.article-head h1, .prose')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const match of node.nodeValue!.matchAll(pattern)) {
        const range = document.createRange()
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        ranges.push(range)
      }
    }
  }
  return ranges
}

receive()
