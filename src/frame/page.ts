import { startArticle } from '../articles/browser.ts'
import { startRecording } from '../deflection/browser.ts'
import { createId, startDelivery } from '../delivery/browser.ts'
import { startFeedback } from '../feedback/browser.ts'
import { startLanguages } from '../languages/browser.ts'
import { startNotices } from '../notices/browser.ts'
import '../search/browser.ts'

// Names this view of the page; kept in memory only.
const pageView = createId()
startLanguages()
startArticle()
startFeedback(pageView)
const record = startRecording(pageView)
startDelivery()
startNotices()

// Loaded where there is a form, and after everything that a reader waits for.
const ticket = document.querySelector<HTMLElement>('[data-ticket]')
if (ticket) {
  void Promise.all([import('../contact/browser.ts'), import('../search/ask.ts')]).then(([{ startTicket }, { ask }]) => startTicket({ ask, record, pageView }))
}
