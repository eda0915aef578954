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

  const submit = (withAll: boolean) => {
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
    return send(form.action, body)
  }

  form.addEventListener('change', (event) => {
    if ((event.target as HTMLInputElement).name !== 'vote') return
    submit(false).then(
      () => say(form.dataset['saved']),
      () => say(form.dataset['failed'], 'failed'),
    )
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit(true).then(
      () => {
        form.classList.add('sent')
        say(form.dataset['thanks'])
        status.focus()
      },
      () => say(form.dataset['failed'], 'failed'),
    )
  })
}
