import type { SearchAnswer } from './contract.ts'
import { answerOptions, popularOptions } from './options.ts'
import { countPhrase, phrase, search, setup } from './page-setup.ts'
import { element } from './result-elements.ts'

/** A pause in typing, in milliseconds, after which the search is asked. */
const TYPING_PAUSE = 120
/** How long a search may take before the reader is told that it is under way, in milliseconds. */
const SLOW = 250
const LIMIT = 7

/** What surrounds a search box with a list. */
export interface ComboboxPlace {
  input: HTMLInputElement
  /** Where the list, the messages and the live region go. */
  panel: HTMLElement
  /** Whether popular articles are offered while the box is empty. */
  offersPopular: boolean
  /** The panel has something to show, or nothing any more. */
  onToggle?: (isFilled: boolean) => void
}

/** Makes a search box an ARIA combobox with a listbox of results. */
export function attachCombobox({ input, panel, offersPopular, onToggle }: ComboboxPlace): { refresh: () => void; close: () => void } {
  const id = `${input.id}-list`
  const list = element('div', { class: 'search-list', id, role: 'listbox', 'aria-label': phrase('title') })
  const message = element('div', { class: 'search-message' })
  const status = element('div', { class: 'sr-only', role: 'status' })
  panel.append(list, message, status)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false' })) {
    input.setAttribute(name, value)
  }

  let options: HTMLElement[] = []
  let active = -1
  let asked = 0
  let typing: ReturnType<typeof setTimeout> | undefined

  function show(nodes: Node[], notes: Node[], announcement: string): void {
    panel.removeAttribute('data-busy')
    list.replaceChildren(...nodes)
    message.replaceChildren(...notes)
    options = [...list.querySelectorAll<HTMLElement>('[role=option]')]
    options.forEach((option, index) => {
      option.id = `${id}-${index}`
    })
    list.hidden = options.length === 0
    message.hidden = notes.length === 0
    select(-1)
    status.textContent = announcement
    input.setAttribute('aria-expanded', String(options.length > 0))
    panel.scrollTop = 0
    onToggle?.(nodes.length + notes.length > 0)
  }

  function select(index: number): void {
    options[active]?.setAttribute('aria-selected', 'false')
    active = index
    const option = options[active]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  async function ask(): Promise<void> {
    const text = input.value.trim()
    const turn = ++asked
    if (!text) {
      show(offersPopular ? popularOptions(id) : [], [], '')
      return
    }
    const slow = setTimeout(() => {
      if (turn !== asked) return
      panel.setAttribute('data-busy', '')
      status.textContent = phrase('loading')
      if (options.length === 0) message.replaceChildren(element('p', { class: 'search-wait' }, phrase('loading')))
      message.hidden = options.length > 0
      onToggle?.(true)
    }, SLOW)
    try {
      const answer = await search.ask({ text, limit: LIMIT })
      if (turn === asked) showAnswer(answer)
    } catch {
      if (turn === asked) showFailure()
    } finally {
      clearTimeout(slow)
    }
  }

  function showAnswer(answer: SearchAnswer): void {
    const shown = answer.total + answer.otherLanguages.length
    if (shown > 0) {
      show(answerOptions(answer, id), [], countPhrase(shown))
      return
    }
    const none = phrase('none', answer.query.text)
    const links = setup.help.map(({ title, url }) => element('a', { href: url, class: 'button button-quiet' }, title))
    show([], [element('p', { class: 'search-none' }, none), element('p', { class: 'search-actions' }, ...links)], none)
  }

  function showFailure(): void {
    const retry = element('button', { type: 'button', class: 'button button-quiet' }, phrase('retry'))
    retry.addEventListener('click', () => {
      input.focus()
      void ask()
    })
    show([], [element('p', { class: 'search-none' }, phrase('failed')), element('p', { class: 'search-actions' }, retry)], phrase('failed'))
  }

  function close(): void {
    asked++
    clearTimeout(typing)
    show([], [], '')
  }

  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(ask, input.value.trim() ? TYPING_PAUSE : 0)
  })

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || options.length === 0) return
    const last = options.length - 1
    const next: Record<string, number | undefined> = {
      ArrowDown: active === last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      // In the text, Home and End move the caret; in the list, they move in the list.
      ...(active >= 0 && !event.shiftKey ? { Home: 0, End: last } : {}),
    }
    const index = next[event.key]
    if (index !== undefined) {
      event.preventDefault()
      select(index)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      options[active]?.click()
    }
  })

  // Only real movement chooses: a list that changes under a resting pointer must not.
  list.addEventListener('pointermove', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null
    const index = option ? options.indexOf(option) : -1
    if (event.pointerType === 'mouse' && index !== active && index >= 0) select(index)
  })
  // The box keeps the focus, so that typing can go on.
  list.addEventListener('mousedown', (event) => event.preventDefault())

  return { refresh: () => void ask(), close }
}
