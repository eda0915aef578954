import { attachCombobox } from './combobox.ts'
import styles from './panel.css?url'
import { makeDialog } from './dialog-elements.ts'
import { search } from './page-setup.ts'

// The styles of what opens come with the code that opens it.
await new Promise((resolve) => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = styles
  link.onload = resolve
  link.onerror = resolve
  document.head.append(link)
})

let openIt: (() => void) | undefined

/** Opens the search dialog; made ready on the first call. */
export function openDialog(): void {
  openIt ??= prepareDialog()
  openIt()
}

function prepareDialog(): () => void {
  const { dialog, input, panel } = makeDialog()
  const combobox = attachCombobox({ input, panel, offersStart: true })
  const close = () => {
    dialog.close()
    // Where nothing had the focus before, the hidden box keeps it for a moment, and would take the key that opens the search again.
    input.blur()
  }

  input.addEventListener('keydown', (event) => {
    // Browsers empty a search field first; readers expect the dialog to go.
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    close()
  })
  dialog.addEventListener('click', (event) => {
    const target = event.target as Element
    if (target === dialog || target.closest('[data-search-close]')) close()
    // A link to a place on this page does not leave it.
    else if (target.closest('a') && !event.ctrlKey && !event.metaKey) close()
  })
  dialog.querySelector('[data-search-clear]')?.addEventListener('click', () => {
    input.value = ''
    input.focus()
    combobox.refresh()
  })

  return () => {
    if (dialog.open) return
    search.warm()
    dialog.showModal()
    input.focus()
    input.select()
    combobox.refresh()
  }
}

/** Makes a search form on a page show results below it while the reader types. */
export function attachField(form: HTMLFormElement): void {
  const input = form.querySelector('input')
  const panel = form.querySelector<HTMLElement>('.search-panel')
  if (!input || !panel || input.hasAttribute('aria-controls')) return
  search.warm()
  panel.hidden = true
  const combobox = attachCombobox({
    input,
    panel,
    offersStart: false,
    onToggle: (isFilled) => {
      panel.hidden = !isFilled
    },
  })
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || panel.hidden) return
    event.preventDefault()
    combobox.close()
  })
  input.addEventListener('focus', () => combobox.refresh())
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) combobox.close()
  })
  form.addEventListener('submit', () => combobox.close())
  // What was typed while this was loading.
  if (form.contains(document.activeElement)) combobox.refresh()
}
