import { removePersonalData } from '../delivery/personal-data.ts'

/** A pause after the answer, in milliseconds, that says that the reader meant these words; half a word on the way has none. */
const SETTLED = 2000

/** Tells the page's counter of searches that were meant, one for each, and of the results that were followed. */
export interface Committed {
  /** An answer to a search is there: `n` results after `ms`. The first stage counts until the whole answer comes: a reader may follow it. */
  answered: (search: { q: string; n: number; ms: number }) => void
  /** The words are being changed. */
  typing: () => void
  /** The reader followed a result; `links` are all results, in order. */
  follow: (link: HTMLAnchorElement, links: Iterable<HTMLAnchorElement>) => void
  /** The search is left without following anything. */
  leave: () => void
}

/** Whoever records is reached by an event, so that this code and theirs need not be loaded together. */
export function watchCommitted(): Committed {
  let answer: { q: string; n: number; ms: number } | undefined
  let told = ''
  let settling: ReturnType<typeof setTimeout> | undefined

  const tell = (detail: object) => dispatchEvent(new CustomEvent('waymark:record', { detail }))
  const commit = () => {
    clearTimeout(settling)
    if (!answer || answer.q === told) return
    told = answer.q
    // Cut before and after: a long text has more to look through than is kept, and dots may be added.
    const q = removePersonalData(answer.q.slice(0, 200)).slice(0, 120).trim()
    tell({ type: 'search', ...answer, q })
  }
  addEventListener('pagehide', commit)

  return {
    answered: (search) => {
      clearTimeout(settling)
      answer = { ...search, ms: Math.min(3_600_000, Math.round(search.ms)) }
      settling = setTimeout(commit, SETTLED)
    },
    typing: () => {
      clearTimeout(settling)
      answer = undefined
    },
    follow: (link, links) => {
      commit()
      const pos = [...links].indexOf(link) + 1
      if (pos > 0 && pos <= 50) tell({ type: 'search_click', pos, target: link.pathname.slice(0, 512) })
    },
    leave: commit,
  }
}
