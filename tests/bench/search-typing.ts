import type { Page } from 'playwright-core'

/** Milliseconds between two letters of somebody who types fast. */
const PAUSE_MS = 120

/**
 * Types into the focused field, a letter at a time, and returns what the slowest letter took until the screen showed it, in milliseconds: Interaction
 * to Next Paint as browsers measure it, in steps of 8 ms (https://web.dev/articles/inp). Those that take less than 16 ms are not told, and count as that.
 */
export async function measureTyping(page: Page, text: string): Promise<number> {
  await page.evaluate(() => {
    const slow: number[] = []
    Object.assign(globalThis, { slowInteractions: slow })
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ((entry as PerformanceEventTiming).interactionId) slow.push(entry.duration)
    })
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text, { delay: PAUSE_MS })
  // What was painted last is told with the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200))))
  return Math.max(16, ...((await page.evaluate('slowInteractions')) as number[]))
}
