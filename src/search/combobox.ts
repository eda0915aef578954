import { summaryOf } from './answer-summary.ts'
import type { SearchAnswer } from './contract.ts'
import { watchCommitted } from './committed.ts'
import { attachListbox } from './listbox.ts'
import { answerOptions, type Choices, startOptions } from './options.ts'
import { phrase, search, setup } from './page-setup.ts'
import { forgetSearches, keepSearch } from './recent.ts'
import { element } from './result-elements.ts'

/** A pause in typing, in milliseconds, after which the search is asked. */
const TYPING_PAUSE = 120
/** How long a search may take before the reader is told that it is under way, in milliseconds. */
const SLOW = 250
const LIMIT = 7

/** What surrounds a search box with a list. */
export interface ComboboxPlace {
  input: HTMLInputElement
  /** Where the summary, the list, the messages and the live region go. */
  panel: HTMLElement
  /** Whether recent searches and popular articles are offered while the box is empty. */
  offersStart: boolean
  /** The panel has something to show, or nothing any more. */
  onToggle?: (isFilled: boolean) => void
}

/** Makes a search box an ARIA combobox with a listbox of results. */
export function attachCombobox({ input, panel, offersStart, onToggle }: ComboboxPlace): { refresh: () => void; close: () => void } {
  const id = `${input.id}-list`
  const summary = element('p', { class: 'search-note' })
  const list = element('div', { class: 'search-list', id, role: 'listbox', 'aria-label': phrase('title') })
  const message = element('div', { class: 'search-message' })
  const status = element('div', { class: 'sr-only', role: 'status' })
  panel.append(summary, list, message, status)
  const listbox = attachListbox(input, list)
  const committed = watchCommitted()
  let asked = 0
  let typing: ReturnType<typeof setTimeout> | undefined

  /** `said` is what a screen reader hears of it. */
  function show(parts: { note?: Node[]; options?: Node[]; message?: Node[]; said?: string }): void {
    const { note = [], options = [], message: told = [], said = '' } = parts
    panel.removeAttribute('data-busy')
    summary.replaceChildren(...note)
    summary.hidden = note.length === 0
    listbox.show(options)
    message.replaceChildren(...told)
    message.hidden = told.length === 0
    if (status.textContent !== said) status.textContent = said
    onToggle?.(options.length + told.length > 0)
  }

  const choices: Choices = {
    fill(text) {
      input.value = text
      input.focus()
      void ask()
    },
    forget() {
      forgetSearches()
      input.focus()
      void ask()
    },
  }

  async function ask(isLiteral = false): Promise<void> {
    const text = input.value.trim()
    const turn = ++asked
    panel.scrollTop = 0
    if (!text) {
      show({ options: offersStart ? startOptions(id, choices) : [] })
      return
    }
    const slow = setTimeout(() => {
      if (turn !== asked) return
      panel.setAttribute('data-busy', '')
      status.textContent = phrase('loading')
      if (listbox.isEmpty) message.replaceChildren(element('p', { class: 'search-wait' }, phrase('loading')))
      message.hidden = !listbox.isEmpty
      onToggle?.(true)
    }, SLOW)
    const began = performance.now()
    let first: SearchAnswer | undefined
    try {
      for await (const answer of search.stages({ text, limit: LIMIT, isLiteral })) {
        if (turn !== asked) return
        first = answer
        showAnswer(answer)
        committed.answered({ q: text, n: answer.total + answer.otherLanguages.length, ms: performance.now() - began })
      }
    } catch {
      if (turn === asked) showFailure(first)
    } finally {
      clearTimeout(slow)
    }
  }

  function showAnswer(answer: SearchAnswer): void {
    // The first stage has not counted yet, and is not announced.
    const note = answer.stage === 'full' ? summaryOf(answer, () => void ask(true)) : [element('span', {}, '\u00a0')]
    const options = answerOptions(answer, id, choices, input.value)
    if (answer.total + answer.otherLanguages.length > 0 || answer.definition) show({ note, options, said: note.map(({ textContent }) => textContent).join('') })
    else show({ options, message: [element('p', { class: 'search-none' }, ...note), helpLinks()], said: phrase('none', answer.query.text) })
  }

  function helpLinks(...first: Node[]): HTMLElement {
    const links = setup.help.map(({ title, url }) => element('a', { href: url, class: 'button button-quiet' }, title))
    return element('p', { class: 'search-actions' }, ...first, ...links)
  }

  /** What the first stage found stays. */
  function showFailure(first?: SearchAnswer): void {
    const retry = element('button', { type: 'button', class: 'button button-quiet' }, phrase('retry'))
    retry.addEventListener('click', () => {
      input.focus()
      void ask()
    })
    const message = [element('p', { class: 'search-none' }, phrase('failed')), helpLinks(retry)]
    show({ options: first ? answerOptions(first, id, choices, input.value) : [], message, said: phrase('failed') })
  }

  function close(): void {
    asked++
    clearTimeout(typing)
    committed.leave()
    show({})
  }

  input.addEventListener('input', () => {
    clearTimeout(typing)
    committed.typing()
    typing = setTimeout(ask, input.value.trim() ? TYPING_PAUSE : 0)
  })
  // A search that led to a page is worth remembering; half a word on the way to it is not.
  panel.addEventListener('click', (event) => {
    const text = input.value.trim()
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.search-option')
    if (!text || !link) return
    keepSearch(text)
    // The results page that “all results” leads to tells of the search itself.
    if (link.classList.contains('search-all')) committed.handOver(text)
    else committed.follow(link, panel.querySelectorAll<HTMLAnchorElement>('a.search-option:not(.search-all)'))
  })
  input.form?.addEventListener('submit', () => {
    const text = input.value.trim()
    committed.handOver(text)
    if (text) keepSearch(text)
  })

  return { refresh: () => void ask(), close }
}
