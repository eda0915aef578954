import { createId, send } from '../delivery/browser.ts'

/**
 * Sends a vote as soon as it is given, and the rest on Send. Without this script the same form is
 * posted and the reader comes back to the article.
 */
export function startFeedback(pageView: string): void {
  const form = document.querySelector<HTMLFormElement>('.feedback')
  if (!form) return
  const status = form.querySelector<HTMLElement>('.status')!
  const say = (text: string | undefined, state = '') => {
    status.dataset['state'] = state
    status.textContent = text ?? ''
  }

  const collect = (withAll: boolean) => {
    const fields = new FormData(form)
    const body: Record<string, unknown> = { id: createId(), pv: pageView }
    for (const name of ['article', 'revision', 'locale', 'path', 'vote']) body[name] = fields.get(name)
    if (withAll) {
      if (body['vote'] === 'no') body['reasons'] = fields.getAll('reasons')
      const score = fields.get('score')
      const comment = String(fields.get('comment')).trim()
      if (score) body['score'] = Number(score)
      if (comment) body['comment'] = comment
      if (fields.get('website')) body['website'] = fields.get('website')
    }
    return body
  }

  // One after the other, so that what the reader chose last arrives last.
  let last: Promise<unknown> = Promise.resolve()
  let isSending = false
  const submit = (withAll: boolean, done: () => void) => {
    const body = collect(withAll)
    say(form.dataset['sending'], 'sending')
    const sent = last
      .then(() => send(form.action, body))
      .then(done, (error: Error) => {
        const isRefused = /^4(?!08|29)/.test(error.message)
        say(form.dataset[isRefused ? 'refused' : 'failed'], 'failed')
      })
    last = sent
    return sent
  }

  form.addEventListener('change', (event) => {
    if ((event.target as HTMLInputElement).name !== 'vote') return
    form.classList.remove('sent')
    void submit(false, () => say(form.dataset['saved']))
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // A second press while the first is under way says nothing new.
    if (isSending) return
    isSending = true
    void submit(true, () => {
      form.classList.add('sent')
      say(form.dataset['thanks'])
      status.focus()
    }).finally(() => {
      isSending = false
    })
  })
}
