import type { SearchAnswer } from './contract.ts'
import { countPhrase, phrase, search, searchAddress } from './page-setup.ts'
import { resultItem } from './result-elements.ts'

/** Results shown at first, and more with every press of the button. */
const STEP = 10
/** A pause in typing, in milliseconds, after which the search is asked. */
const TYPING_PAUSE = 120
/** How long a search may take before the reader is told that it is under way, in milliseconds. */
const SLOW = 250

const root = document.querySelector<HTMLElement>('[data-search-page]')
if (root) startPage(root)

function startPage(root: HTMLElement): void {
  const part = <Found extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<Found>(selector) as Found
  const form = part<HTMLFormElement>('form')
  const input = part<HTMLInputElement>('input[type=search]')
  const summary = part('.search-summary')
  const found = part('.search-found')
  const others = part('[data-others]')
  const more = part<HTMLButtonElement>('[data-more]')
  const help = part('[data-help]')
  const retry = part('[data-retry]')
  const widen = part('[data-widen]')
  const browse = part('[data-browse]')
  const pageTitle = document.title
  let limit = STEP
  let turn = 0
  let typing: ReturnType<typeof setTimeout> | undefined

  const asked = () => ({ text: input.value.trim(), category: String(new FormData(form).get('category') ?? '') })

  /** The form says what the address says, e.g. after “back”. */
  function readAddress(): void {
    const parameters = new URLSearchParams(location.search)
    input.value = (parameters.get('q') ?? '').slice(0, input.maxLength)
    const category = parameters.get('category') ?? ''
    const field = form.elements.namedItem('category')
    if (field instanceof RadioNodeList || field instanceof HTMLSelectElement) {
      field.value = category
      if (!field.value) field.value = ''
    }
    const kept: unknown = history.state?.shown
    limit = typeof kept === 'number' ? kept : STEP
  }

  function writeAddress(): void {
    const { text, category } = asked()
    history.replaceState({ ...history.state, shown: limit }, '', searchAddress(text, category))
    document.title = text ? pageTitle.replace(phrase('title'), () => phrase('titleFor', text)) : pageTitle
  }

  async function run(): Promise<void> {
    clearTimeout(typing)
    const now = ++turn
    const { text, category } = asked()
    writeAddress()
    if (!text) {
      summary.textContent = ''
      root.removeAttribute('data-busy')
      found.hidden = help.hidden = true
      browse.hidden = false
      return
    }
    const slow = setTimeout(() => {
      if (now !== turn) return
      root.setAttribute('data-busy', '')
      summary.textContent = phrase('loading')
    }, SLOW)
    try {
      const answer = await search.ask({ text, category, limit })
      if (now === turn) show(answer)
    } catch {
      if (now === turn) showFailure()
    } finally {
      clearTimeout(slow)
    }
  }

  function show(answer: SearchAnswer): void {
    const { query, results, total, hasAllWords, otherLanguages } = answer
    const count = total + otherLanguages.length
    root.removeAttribute('data-busy')
    part('[data-results]').replaceChildren(...results.map(resultItem))
    part('[data-others] ol').replaceChildren(...otherLanguages.map(resultItem))
    found.hidden = count === 0
    others.hidden = otherLanguages.length === 0
    more.hidden = total <= results.length
    const none = `${phrase('none', query.text)}. ${phrase('noneHint')}`
    summary.textContent = count === 0 ? none : hasAllWords ? countPhrase(count) : `${countPhrase(count)}. ${phrase('some')}`
    summary.classList.toggle('search-none', count === 0)
    help.hidden = browse.hidden = count > 0
    retry.hidden = true
    widen.hidden = !query.category
  }

  function showFailure(): void {
    root.removeAttribute('data-busy')
    summary.textContent = phrase('failed')
    found.hidden = widen.hidden = true
    help.hidden = browse.hidden = retry.hidden = false
  }

  input.addEventListener('input', () => {
    limit = STEP
    clearTimeout(typing)
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
  more.addEventListener('click', async () => {
    const before = limit
    limit += STEP
    await run()
    // The button may be gone; reading goes on at the first of the new results.
    root.querySelectorAll<HTMLElement>('[data-results] h3 a')[before]?.focus()
  })
  retry.addEventListener('click', () => void run())
  widen.addEventListener('click', () => {
    const all = form.elements.namedItem('category')
    if (all instanceof RadioNodeList || all instanceof HTMLSelectElement) all.value = ''
    input.focus()
    void run()
  })
  addEventListener('popstate', () => {
    readAddress()
    void run()
  })

  readAddress()
  search.warm()
  if (!input.value) input.focus({ preventScroll: true })
  void run()
}
