import type { SearchAnswer, SearchResult } from '../search/contract.ts'

/** What the contact form uses of subjects that it may not know. */
export interface TicketTools {
  /** A new UUIDv7. */
  createId: () => string
  /** Asks the search of the page's language. */
  ask: (question: string, limit?: number) => Promise<SearchAnswer>
  /** Counts an event, unless the reader asked not to be counted. */
  record: (event: { type: string } & Record<string, unknown>) => void
  pageView: string
  /** Tells the endpoint that there are `n` suggestions; whether they may be shown. */
  maySuggest: (n: number) => Promise<boolean>
}

/** Shorter than this says too little to be searched. */
const SHORTEST_QUESTION = 12
const MOST_SUGGESTIONS = 3

/** Articles that may answer what somebody is writing. */
export interface Suggestions {
  /** Searches for what is written now; nothing changes when that was asked already. */
  update: (question: string) => Promise<void>
  /** Asks whether one of them solves it; false when there is none to ask about, or it was asked. */
  confirm: () => boolean
  /** Ends the asking: the reader said yes, or sends. */
  decide: (isSolved: boolean) => void
}

/** Shows suggestions in `box`; `onAsking` is told when the question stands in the place of the button “Send”. */
export function createSuggestions(
  box: HTMLElement,
  { ask, record, maySuggest }: Pick<TicketTools, 'ask' | 'record' | 'maySuggest'>,
  onAsking: (isAsking: boolean) => void,
): Suggestions {
  const heading = box.querySelector<HTMLElement>('h3')!
  const list = box.querySelector('ul')!
  const row = box.querySelector<HTMLElement>('.row')!
  let asked = ''
  let turn = 0
  let shown: SearchResult[] = []
  let clicked: string | undefined
  let isOver = false
  /** The answer of the first time holds for this page. */
  let permission: Promise<boolean> | undefined
  let isCounted = false

  const setAsking = (isAsking: boolean) => {
    heading.textContent = heading.dataset[isAsking ? 'asking' : 'typing'] ?? ''
    row.hidden = !isAsking
    onAsking(isAsking)
  }

  list.addEventListener('click', ({ target }) => {
    const link = (target as Element).closest('a')
    if (!link) return
    clicked = new URL(link.href).pathname
    record({ type: 'suggest_click', pos: [...list.querySelectorAll('a')].indexOf(link) + 1, target: clicked })
  })

  return {
    update: async (question) => {
      if (question === asked || isOver) return
      asked = question
      const now = ++turn
      // Without the search the form works as it does without suggestions.
      const answer = question.length < SHORTEST_QUESTION ? undefined : await ask(question, MOST_SUGGESTIONS).catch(() => undefined)
      if (now !== turn || isOver) return
      const found = answer?.isGood ? answer.results.slice(0, MOST_SUGGESTIONS) : []
      // Counted for everybody, before an experiment, whose arms only the server knows, decides who sees them.
      if (found.length > 0) permission ??= maySuggest(found.length)
      const results = (await permission) === false ? [] : found
      if (now !== turn || isOver) return
      shown = results
      list.replaceChildren(...results.map((result) => suggestionItem(result, answer, list.dataset['newTab'] ?? '')))
      box.hidden = results.length === 0
      if (results.length === 0) setAsking(false)
      else if (!isCounted) {
        isCounted = true
        record({ type: 'suggest_shown', n: results.length })
      }
    },
    confirm: () => {
      if (shown.length === 0 || isOver || !row.hidden) return false
      setAsking(true)
      heading.focus()
      return true
    },
    decide: (isSolved) => {
      if (isOver) return
      isOver = true
      if (row.hidden) return
      const target = clicked ?? (shown[0] && new URL(shown[0].url, location.href).pathname)
      record({ type: 'solved', val: isSolved ? 1 : 0, ...(target ? { target } : {}) })
      if (isSolved) return
      // Answered: the button comes back, for when the message has to be sent again.
      setAsking(false)
      box.hidden = true
    },
  }
}

/** The title with the passage that answers, or else the excerpt. It opens in a new tab: what is written stays in this one. */
function suggestionItem(result: SearchResult, answer: SearchAnswer | undefined, newTab: string): HTMLElement {
  const best = answer?.best?.path === result.path ? answer.best : undefined
  const link = document.createElement('a')
  link.href = best?.url ?? result.url
  link.target = '_blank'
  link.textContent = result.title.map(({ text }) => text).join('')
  const hint = document.createElement('span')
  hint.className = 'sr-only'
  hint.textContent = ` ${newTab}`
  link.append(hint)
  const passage = document.createElement('p')
  passage.textContent = (best?.pieces ?? result.excerpt).map(({ text }) => text).join('')
  const item = document.createElement('li')
  item.append(link, passage)
  return item
}
