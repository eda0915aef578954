import type { TicketTools } from './suggestions.ts'

/** How long a reader's suggestions wait for the answer. */
const PATIENCE = 3000

/**
 * Asks the endpoint beside `action` whether suggestions may be shown, which counts that there are some. Without an answer they are shown:
 * a reader who needs an answer comes before the figures. Who asked not to be counted is not counted and sees them.
 */
export function createMaySuggest(action: string, { createId, pageView }: Pick<TicketTools, 'createId' | 'pageView'>): TicketTools['maySuggest'] {
  return async (n) => {
    if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return true
    const event = {
      id: createId(),
      type: 'suggest_eligible',
      ts: Date.now(),
      pv: pageView,
      path: location.pathname.slice(0, 512),
      v: 1,
      locale: document.documentElement.lang,
      n,
    }
    const body = JSON.stringify({ event, ...(navigator.webdriver && { automated: true }) })
    try {
      const answer = await fetch(new URL('/api/suggestions', action), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(PATIENCE),
      })
      return ((await answer.json()) as { show?: boolean }).show !== false
    } catch {
      return true
    }
  }
}
