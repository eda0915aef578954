/** The form of the results page and what the address says of it. */
export const root = document.querySelector<HTMLElement>('[data-search-page]')!
export const form = root.querySelector('form')!
export const input = root.querySelector<HTMLInputElement>('input[type=search]')!

/** What is asked for: the text, and a category id or ''. */
export function asked(): { text: string; category: string } {
  return { text: input.value.trim(), category: String(new FormData(form).get('category') ?? '') }
}

/** Chooses a category; '' for all. */
export function chooseCategory(id: string): void {
  const field = form.elements.namedItem('category')
  if (!(field instanceof RadioNodeList || field instanceof HTMLSelectElement)) return
  field.value = id
  if (!field.value) field.value = ''
}

/** The form says what the address says, e.g. after “back”; every article is there to browse while nothing is asked. */
export function readAddress(): void {
  const parameters = new URLSearchParams(location.search)
  input.value = (parameters.get('q') ?? '').slice(0, input.maxLength)
  chooseCategory(parameters.get('category') ?? '')
  root.dataset['asked'] = String(input.value.trim() !== '')
}

// Before the rest has loaded: the page is shown as it will stay.
readAddress()
