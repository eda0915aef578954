import { removePersonalData } from '../delivery/personal-data.ts'

/** A pause after the answer, in milliseconds, that says that the reader meant these words; half a word on the way has none. */
const SETTLED = 2000

/** A search that was told, and the id that the counter gave it, when it had begun to count. */
export interface Told {
  q: string
  id?: string | undefined
}

/** Tells the page's counter of searches that were meant, one for each, and of the results that were followed. */
export interface Committed {
  /** An answer to a search is there: `n` results after `ms`. The first stage counts until the whole answer comes: a reader may follow it. */
  answered: (search: { q: string; n: number; ms: number }) => void
  /** The words are being changed. */
  typing: () => void
  /** The reader followed a result; `links` are all results, in order. */
  follow: (link: HTMLAnchorElement, links: Iterable<HTMLAnchorElement>) => void
  /** The search goes on at the results page, which tells of it unless this page has. */
  handOver: (q: string) => void
  /** The search is left without following anything. */
  leave: () => void
}

/** How a search that was told travels to the results page: as marks do, in the tab's own name. */
const CARRIED = '{"asked"'

/**
 * Whoever records is reached by an event, so that this code and theirs need not be loaded together. `known` is a search that was told before this page
 * was opened; `onTold` is told of each.
 */
export function watchCommitted(known?: Told, onTold: (told: Told) => void = () => {}): Committed {
  let answer: { q: string; n: number; ms: number } | undefined
  let told: Told | undefined = known
  let settling: ReturnType<typeof setTimeout> | undefined

  // Whoever records says under which id.
  const tell = (detail: { type: string; recorded?: string }) => {
    dispatchEvent(new CustomEvent('waymark:record', { detail }))
    return detail.recorded
  }
  const commit = () => {
    clearTimeout(settling)
    if (!answer || answer.q === told?.q) return
    const search = { type: 'search', ...answer, q: shorten(answer.q) }
    told = { q: answer.q, id: tell(search) }
    onTold(told)
  }
  addEventListener('pagehide', commit)

  return {
    answered: (search) => {
      clearTimeout(settling)
      answer = { ...search, ms: Math.min(3_600_000, Math.round(search.ms)) }
      settling = setTimeout(commit, SETTLED)
      // Who finds nothing leaves soon: whoever records is to be there by then.
      dispatchEvent(new Event('waymark:answered'))
    },
    typing: () => {
      clearTimeout(settling)
      answer = undefined
    },
    follow: (link, links) => {
      commit()
      const pos = [...links].indexOf(link) + 1
      const click = { type: 'search_click', pos, target: link.pathname.slice(0, 512), ...(told?.id && { search: told.id }) }
      if (pos > 0 && pos <= 50) tell(click)
    },
    handOver: (q) => {
      clearTimeout(settling)
      answer = undefined
      if (told?.q === q) window.name = JSON.stringify({ asked: told })
    },
    leave: commit,
  }
}

/** What is kept of a search. Cut before and after: a long text has more to look through than is kept, and dots may be added. Never in the middle of a sign. */
export const shorten = (q: string): string =>
  removePersonalData(q.slice(0, 200))
    .slice(0, 120)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()

/** The search that the page before told and handed over; it is taken away. */
export function takeHandedOver(): Told | undefined {
  const carried = window.name
  if (!carried.startsWith(CARRIED)) return undefined
  window.name = ''
  return readTold(carried)
}

/** The tab's name may come from anywhere. */
function readTold(carried: string): Told | undefined {
  try {
    const { q, id }: Partial<Record<keyof Told, unknown>> = JSON.parse(carried).asked ?? {}
    return typeof q === 'string' ? { q, id: typeof id === 'string' ? id : undefined } : undefined
  } catch {
    return undefined
  }
}
