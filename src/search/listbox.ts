/** The list of an ARIA combobox: what is in it, which option is active, the keys and the pointer. */
export interface Listbox {
  /** Replaces the list. The active option stays so if the new list has it. */
  show: (nodes: Node[]) => void
  readonly isEmpty: boolean
}

/** Makes an element the listbox of a search box. Options are the elements of the role in it; Enter clicks the active one. */
export function attachListbox(input: HTMLInputElement, list: HTMLElement): Listbox {
  let options: HTMLElement[] = []
  let active = -1
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) {
    input.setAttribute(name, value)
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

  function show(nodes: Node[]): void {
    const kept = options[active]?.dataset['key']
    list.replaceChildren(...nodes)
    options = [...list.querySelectorAll<HTMLElement>('[role=option]')]
    options.forEach((option, index) => {
      option.id = `${list.id}-${index}`
    })
    list.hidden = options.length === 0
    input.setAttribute('aria-expanded', String(options.length > 0))
    active = -1
    select(kept ? options.findIndex((option) => option.dataset['key'] === kept) : -1)
  }

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

  return {
    show,
    get isEmpty() {
      return options.length === 0
    },
  }
}
