import { getPass } from '../delivery/pass.ts'
import { startScale } from '../elements/scale-browser.ts'
import { createMaySuggest } from './may-suggest.ts'
import { createSuggestions, type TicketTools } from './suggestions.ts'

/** A pause in typing after which the search is asked, in milliseconds. */
const TYPING_PAUSE = 600
/** How long a press of “Send” waits for a search that is under way. */
const SEARCH_PATIENCE = 1500
/** Enough for 5 MB on a slow phone; then the reader is told. */
const SENDING_PATIENCE = 120_000

/** Suggests articles while a reader writes, asks once whether they solve it, and sends without leaving the page. */
export function startTicket(tools: Omit<TicketTools, 'maySuggest'>): void {
  const root = document.querySelector<HTMLElement>('[data-ticket]')
  const form = root?.querySelector<HTMLFormElement>('form')
  if (!root || !form) return
  const part = (selector: string) => root.querySelector<HTMLElement>(selector)!
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null
  const status = part('.status')
  const say = (text = '', state = '') => {
    status.dataset['state'] = state
    status.textContent = text
  }
  const survey = root.querySelector<HTMLFormElement>('.survey')
  if (survey) startScale(survey)
  // Sending again after a failure is the same message.
  field('id')!.value = tools.createId()
  tools.record({ type: 'contact_open', from: findOrigin() })

  const suggestions = createSuggestions(part('.suggestions'), { ...tools, maySuggest: createMaySuggest(form.action, tools) }, (isAsking) => {
    const button = part('[data-send]')
    // Under the description while it is written; in the place of the button when it is pressed.
    if (isAsking) button.before(part('.suggestions'))
    button.hidden = isAsking
  })
  let search: Promise<void> = Promise.resolve()
  const suggest = () => {
    search = search.then(() => suggestions.update(`${field('subject')?.value}\n${field('description')?.value}`.trim()))
    return search
  }

  const setWrong = (name: string, isWrong: boolean) => {
    const message = root.querySelector<HTMLElement>(`#ticket--${name}-error`)
    const control = field(name)
    if (!message || !control) return
    message.hidden = !isWrong
    if (isWrong) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  /** Known before it travels: 5 MB are minutes on a slow phone. */
  const isAttachmentTooLarge = () => {
    const isWrong = (field('attachment')?.files?.[0]?.size ?? 0) > Number(form.dataset['bytes'])
    setWrong('attachment', isWrong)
    return isWrong
  }

  let typing: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', ({ target }) => {
    const { name } = target as HTMLInputElement
    if (name === 'attachment') isAttachmentTooLarge()
    else setWrong(name, false)
    if (name !== 'subject' && name !== 'description') return
    clearTimeout(typing)
    typing = setTimeout(suggest, TYPING_PAUSE)
  })

  const finish = (panel: HTMLElement) => {
    form.hidden = part('#ticket--title').hidden = true
    panel.hidden = false
    panel.querySelector('h2')?.focus()
  }
  part('[data-solved]').addEventListener('click', () => {
    suggestions.decide(true)
    finish(part('[data-was-solved]'))
  })

  // Asked for when the reader begins to write, because it has to be some seconds old.
  let pass: ReturnType<typeof getPass> | undefined
  form.addEventListener('focusin', () => {
    pass ??= getPass(form.action)
  })
  const post = async () => {
    const body = new FormData(form)
    body.set('pv', tools.pageView)
    for (const [name, value] of Object.entries((await pass) ?? {})) body.set(name, value)
    return fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' }, signal: AbortSignal.timeout(SENDING_PATIENCE) })
  }

  const deliver = async () => {
    say(form.dataset['sending'], 'sending')
    let answer = await post()
    // An attempt that seemed to fail has arrived after all, and the reader has changed the message since.
    if (answer.status === 409) field('id')!.value = tools.createId()
    if (answer.status === 409 || answer.status === 428) {
      // The token was used or is too old by now, or everybody has to bring a proof of work since.
      pass = getPass(form.action)
      answer = await post()
    }
    if (answer.ok) {
      const { id, reference } = (await answer.json()) as { id: string; reference: string }
      part('.reference').textContent = reference
      const about = survey?.elements.namedItem('ticket') as HTMLInputElement | undefined
      if (about) about.value = id
      return finish(part('[data-sent]'))
    }
    const { errors = [] } = (await answer.json().catch(() => ({}))) as { errors?: { field: string }[] }
    for (const { field: name } of errors) setWrong(name, true)
    root.querySelector<HTMLElement>('[aria-invalid]')?.focus()
    const isLater = answer.status === 408 || answer.status === 429 || answer.status >= 500
    say(form.dataset[isLater ? 'later' : 'refused'], 'failed')
  }
  const send = async () => {
    clearTimeout(typing)
    await Promise.race([suggest(), new Promise((resolve) => setTimeout(resolve, SEARCH_PATIENCE))])
    if (suggestions.confirm()) return
    const isAsked = part('[data-send]').hidden
    suggestions.decide(false)
    if (isAsked) part('[data-send] button').focus()
    await deliver().catch(() => say(form.dataset['failed'], 'failed'))
  }
  let isSending = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // A second press while the first is under way says nothing new.
    if (isSending || isAttachmentTooLarge()) return
    isSending = true
    void send().finally(() => {
      isSending = false
    })
  })
}

/** Whether a reader came from the search, an article, or another page. */
function findOrigin(): 'search' | 'article' | 'nav' {
  const from = document.referrer ? new URL(document.referrer) : undefined
  if (from?.origin !== location.origin) return 'nav'
  if (/\/search\/$/.test(from.pathname)) return 'search'
  return /\/[^/]{3,}\/[^/]+\/$/.test(from.pathname) ? 'article' : 'nav'
}
