// Imported for its effect: it starts itself.
type Dialog = typeof import('./dialog.ts')
let dialog: Promise<Dialog> | undefined

/** Loads what opens; a failure is forgotten, so that the next press tries again. */
const load = () =>
  (dialog ??= import('./dialog.ts').catch((error: unknown) => {
    dialog = undefined
    throw error
  }))
const warm = () => void load().catch(() => {})

/** Lets the search button, the search fields, `/` and Ctrl+K open the search. Its code is loaded when a reader comes near. */
function startSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-search-open]')
  // Without its code, the search is the page that the button's form leads to.
  const open = () =>
    void load().then(
      (loaded) => loaded.openDialog(),
      () => button?.form?.submit(),
    )

  // The words that a search found here.
  if (window.name.startsWith('{"marks"') || history.state?.marks) void import('./marks.ts').catch(() => {})

  button?.addEventListener('pointerenter', warm)
  button?.addEventListener('focus', warm)
  button?.addEventListener('click', (event) => {
    event.preventDefault()
    open()
  })

  for (const form of document.querySelectorAll<HTMLFormElement>('[data-search-field]')) {
    const attach = () =>
      void load().then(
        (loaded) => loaded.attachField(form),
        () => {},
      )
    form.addEventListener('focusin', attach)
    if (form.contains(document.activeElement)) attach()
  }

  document.addEventListener('keydown', (event) => {
    const { key, code, target, ctrlKey, metaKey, altKey, shiftKey } = event
    const isTyping = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
    const isSlash = key === '/' && !isTyping && !ctrlKey && !metaKey && !altKey
    // The place of the key, because Cyrillic, Persian and Hebrew keyboards have other letters on it.
    const isCommand = code === 'KeyK' && (ctrlKey || metaKey) && !shiftKey && !altKey
    if (!isSlash && !isCommand) return
    event.preventDefault()
    const field = document.querySelector<HTMLInputElement>('[data-search-page] input')
    if (field) field.focus()
    else open()
  })
}

startSearch()
