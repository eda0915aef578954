import { forget, submit } from '../delivery/browser.ts'
import type { Writing } from './writing.ts'

/**
 * Sends a vote as soon as it is given, and the rest on Send. Without this script the same form is
 * posted and the reader comes back to the article.
 */
export function startFeedback(pageView: string, createId: () => string): void {
  const form = document.querySelector<HTMLFormElement>('form.feedback')
  if (!form) return
  const url = form.getAttribute('action')!
  const texts = form.dataset
  const status = form.querySelector<HTMLElement>('.status')!
  const comment = form.querySelector('textarea')!
  const hint = form.querySelector<HTMLElement>('#feedback--hint')!
  const askedFor = hint.textContent
  const say = (text: string | undefined, state = '', isWhole = false) => {
    status.dataset['state'] = state
    status.dataset['at'] = isWhole ? 'end' : ''
    status.textContent = text ?? ''
  }

  const collect = (withAll: boolean) => {
    const fields = new FormData(form)
    const body: Record<string, unknown> = { pv: pageView }
    for (const name of ['article', 'revision', 'locale', 'path', 'vote']) body[name] = fields.get(name)
    if (withAll) {
      if (body['vote'] === 'no') body['reasons'] = fields.getAll('reasons')
      const score = fields.get('score')
      const text = comment.value.trim()
      if (score) body['score'] = Number(score)
      const email = fields.get('email')
      if (text) body['comment'] = text
      if (text && email) body['email'] = email
      if (fields.get('website')) body['website'] = fields.get('website')
    }
    return body
  }

  /** What was sent last, until it is stored. */
  let last: { id: string; text: string; withAll: boolean } | undefined
  const answer = (withAll: boolean, writing?: Writing): void => {
    // A vote that is changed takes along what has not arrived.
    const isWhole = withAll || last?.withAll === true
    const fields = collect(isWhole)
    const text = JSON.stringify(fields)
    const id = last?.text === text ? last.id : createId()
    if (last && last.id !== id) forget(last.id)
    last = { id, text, withAll: isWhole }
    say(texts['sending'], 'sending', isWhole)
    submit({ id, url, body: { id, ...fields } }, fields['comment'] ? writing?.takePass() : undefined).catch((error: Error) => {
      if (last?.id !== id) return
      say(texts[/^4(?!08|2[89])/.test(error.message) ? 'refused' : 'failed'], 'failed', isWhole)
      status.scrollIntoView({ block: 'nearest' })
    })
  }

  addEventListener('waymark:stored', (event) => {
    if ((event as CustomEvent<string>).detail !== last?.id) return
    const { withAll } = last
    last = undefined
    form.classList.toggle('sent', withAll)
    say(texts[withAll ? 'thanks' : 'saved'])
    if (withAll) status.focus()
  })

  let help: Promise<Writing | undefined> | undefined
  const getHelp = () => {
    help ??= import('./writing.ts')
      .then(({ startWriting }) => startWriting(url))
      .catch(() => {
        help = undefined
        return help
      })
    return help
  }
  comment.addEventListener('focus', getHelp)

  let looked = ''
  form.addEventListener('change', (event) => {
    if ((event.target as HTMLInputElement).name !== 'vote') return
    form.classList.remove('sent')
    answer(false)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    // Who was quick began to write before this script was there.
    const writing = comment.value ? await getHelp() : undefined
    // A second press while the first is under way says nothing new.
    if (status.dataset['state'] === 'sending' && last?.withAll) return
    const isPersonal = comment.value !== looked && writing?.isPersonal(comment.value) === true
    looked = comment.value
    hint.classList.toggle('warning', isPersonal)
    hint.textContent = isPersonal ? texts['personal']! : askedFor
    if (isPersonal) comment.focus()
    else answer(true, writing)
  })
}
