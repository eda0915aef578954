/** How long an answer may be on its way before the reader is told that it did not arrive. */
const PATIENCE = 20_000

/** Stores the answer to a question of numbers without leaving the page; pressing another number changes it. */
export function startScale(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('.status')!
  const say = (text = '', state = '') => {
    status.dataset['state'] = state
    status.textContent = text
  }
  // The newest press counts, whichever answer comes back first.
  let latest: HTMLElement | null = null
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const pressed = event.submitter as HTMLButtonElement | null
    if (!pressed) return
    latest = pressed
    const mark = (isChosen: boolean) => {
      for (const button of form.querySelectorAll('button')) button.setAttribute('aria-pressed', String(isChosen && button === pressed))
    }
    mark(true)
    // Emptied first: the same words twice would be read aloud once.
    say()
    const body = new URLSearchParams(new FormData(form, pressed) as unknown as Record<string, string>)
    const isStored = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE) })
      .then(({ ok }) => ok)
      .catch(() => false)
    if (latest !== pressed) return
    mark(isStored)
    say(form.dataset[isStored ? 'stored' : 'failed'], isStored ? 'stored' : 'failed')
  })
}
