import { type Told, takeHandedOver, watchCommitted } from './committed.ts'
import { asked, chooseCategory, form, input, readAddress, root } from './page-address.ts'
import { phrase, search, searchAddress } from './page-setup.ts'
import { hideAnswer, showAnswer, showFailure, showWaiting } from './page-view.ts'
import { keepSearch } from './recent.ts'

/** Results shown at first, and more with every press of the button. */
const STEP = 10
/** Results kept over “back”: what was there is there again, within reason. */
const MOST = 500
/** A pause in typing, in milliseconds, after which the search is asked. */
const TYPING_PAUSE = 120
/** How long a search may take before the reader is told that it is under way, in milliseconds. */
const SLOW = 250

const pageTitle = document.title
// A search is told once, also when this page is loaded anew or comes back.
const keepTold = (told: Told) => history.replaceState({ ...history.state, told }, '')
const handedOver = takeHandedOver()
if (handedOver) keepTold(handedOver)
const committed = watchCommitted(history.state?.told, keepTold)
let limit = STEP
let turn = 0
let typing: ReturnType<typeof setTimeout> | undefined

function readLimit(): void {
  const kept: unknown = history.state?.shown
  limit = Number.isInteger(kept) ? Math.min(Math.max(kept as number, STEP), MOST) : STEP
}

function writeAddress(): void {
  const { text, category } = asked()
  history.replaceState({ ...history.state, shown: limit }, '', searchAddress(text, category))
  document.title = text ? pageTitle.replace(phrase('title'), () => phrase('titleFor', text)) : pageTitle
}

async function run(isLiteral = false): Promise<void> {
  clearTimeout(typing)
  const now = ++turn
  const { text, category } = asked()
  writeAddress()
  if (!text) {
    hideAnswer()
    return
  }
  const slow = setTimeout(() => {
    if (now === turn) showWaiting()
  }, SLOW)
  let isShown = false
  const began = performance.now()
  try {
    for await (const answer of search.stages({ text, category, limit, isLiteral })) {
      if (now !== turn) return
      isShown = true
      showAnswer(answer, () => void run(true))
      committed.answered({ q: text, n: answer.total + answer.otherLanguages.length, ms: performance.now() - began })
    }
  } catch {
    if (now === turn) showFailure(isShown)
  } finally {
    clearTimeout(slow)
  }
}

input.addEventListener('input', () => {
  limit = STEP
  clearTimeout(typing)
  committed.typing()
  typing = setTimeout(run, input.value.trim() ? TYPING_PAUSE : 0)
})
form.addEventListener('change', (event) => {
  if (event.target === input) return
  limit = STEP
  void run()
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void run()
})
root.addEventListener('click', async ({ target }) => {
  if (!(target instanceof Element)) return
  const { text } = asked()
  const link = target.closest<HTMLAnchorElement>('.search-found a')
  if (text && link) {
    keepSearch(text)
    const title = link.closest('.search-result')?.querySelector<HTMLAnchorElement>('h3 a') ?? link
    committed.follow(title, root.querySelectorAll<HTMLAnchorElement>('.search-found h3 a'))
  }
  if (target.closest('[data-retry]')) void run()
  if (target.closest('[data-widen]')) {
    chooseCategory('')
    input.focus()
    void run()
  }
  if (target.closest('[data-more]')) {
    const before = limit
    limit += STEP
    await run()
    // The button may be gone; reading goes on at the first of the new results.
    root.querySelectorAll<HTMLElement>('.search-result h3 a')[before]?.focus()
  }
})
addEventListener('popstate', () => {
  readAddress()
  readLimit()
  void run()
})

readLimit()
search.warm()
if (!input.value) input.focus({ preventScroll: true })
void run()
