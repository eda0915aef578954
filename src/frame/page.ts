import { startArticle } from '../articles/browser.ts'
import { sendView, startView } from '../deflection/view.ts'
import { startLanguages } from '../languages/browser.ts'
import { startNotices } from '../notices/browser.ts'
import '../search/browser.ts'

const UNSENT = 'waymark-unsent-'
// As delivery/queue.ts keeps what it could not send: the next page, or this one when the connection is back, sends it.
const view = startView(({ id, ...parcel }) => {
  try {
    localStorage.setItem(UNSENT + id, JSON.stringify(parcel))
  } catch {}
})

// What answers, sends and records comes when the reader does something, or when something of theirs waits on the device.
let active: Promise<void> | undefined
let isAwake = false
const wake = () => {
  tell()
  active ??= import('./active.ts').then(
    (loaded) => {
      loaded.start(view)
      isAwake = true
    },
    (error: unknown) => {
      active = undefined
      throw error
    },
  )
  return active
}
const wakeQuietly = () => void wake().catch(() => {})

const tell = sendView(view)
startLanguages()
startArticle()
startNotices()

for (const type of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'online', 'waymark:answered'])
  addEventListener(type, wakeQuietly, { once: true, passive: true })
// A choice made before that is made again, and so is Send.
const form = document.querySelector<HTMLFormElement>('form.feedback')
for (const type of ['change', 'submit'])
  form?.addEventListener(type, (event) => {
    if (isAwake) return
    event.preventDefault()
    const again = () => event.target!.dispatchEvent(event)
    wake().then(again, () => {
      // A form: with a connection it goes as it would without this script.
      if (event.cancelable && navigator.onLine) return form.submit()
      // Not reached: the reader is told, and it is tried again when the connection is back.
      form.querySelector('.status')!.textContent = form.dataset['failed']!
      addEventListener('online', again, { once: true })
    })
  })
// What other scripts tell before that is told again.
addEventListener('waymark:record', (event) => {
  if (!isAwake)
    wake().then(
      () => dispatchEvent(event),
      () => {},
    )
})
if (document.querySelector('[data-ticket], .guide') || isWaiting()) wakeQuietly()

function isWaiting(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(UNSENT))
  } catch {
    return false
  }
}
