import type { Context } from 'hono'

/** Whether an answer is read by a program, our own script among them, rather than shown as a page. */
export function wantsJson(c: Context): boolean {
  return /^application\/json\b/i.test(c.req.header('accept') ?? '') || /^application\/json\b/i.test(c.req.header('content-type') ?? '')
}
