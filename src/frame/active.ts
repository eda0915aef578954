import { startRecording } from '../deflection/browser.ts'
import { startDelivery } from '../delivery/browser.ts'
import type { PageView } from '../deflection/view.ts'
import { startFeedback } from '../feedback/browser.ts'
import { startOffline } from '../offline/browser.ts'
import { startPrefetch } from './prefetch.ts'

/** What a page does once its reader does something: answers are sent, events recorded, forms helped. */
export function start(view: PageView): void {
  startFeedback(view.id, view.createId)
  const record = startRecording(view)
  startDelivery()
  startPrefetch()
  // In a private window there is nothing to keep it in.
  void startOffline().catch(() => {})

  const ticket = document.querySelector<HTMLElement>('[data-ticket]')
  if (ticket) {
    void Promise.all([import('../contact/browser.ts'), import('../search/ask.ts')]).then(([{ startTicket }, { ask }]) =>
      startTicket({ ask, record, pageView: view.id, createId: view.createId }),
    )
  }
}
