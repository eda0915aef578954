import { v7 } from 'uuid'
import type { Site } from '../server/site.ts'

/** Settings with a form. */
export const TICKETS = {
  contact: {
    channels: [],
    tickets: {
      topics: [
        { id: 'orders', label: { en: 'Orders', fa: 'سفارش‌ها' } },
        { id: 'other', label: 'Something else' },
      ],
      attachment: { megabytes: 0.5 },
    },
  },
}

export const message = {
  path: '/contact/',
  locale: 'en',
  topic: 'orders',
  subject: 'Where is my order?',
  description: 'I ordered a lamp on Monday.',
  email: 'reader@example.com',
}

export const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(64, 7)])

/** What a browser posts, with or without JavaScript. */
export async function multipart(fields: [string, string | File][] | Record<string, string | File>, headers: Record<string, string> = {}): Promise<RequestInit> {
  const form = new FormData()
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields)) form.append(name, value)
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') ?? ''
  return { method: 'POST', body: await encoded.bytes(), headers: { 'content-type': type, ...headers } }
}

/** Sends a message as JSON and returns its receipt. */
export async function sendMessage(site: Site, change: Record<string, unknown> = {}): Promise<{ id: string; reference: string }> {
  const response = await site.request('/api/contact', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: v7(), ...message, ...change }),
  })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as { id: string; reference: string }
}

export function readDeliveryRows(site: Site) {
  return site.store.read<{ target: string; state: string; attempts: number; error: string | null; due: number }>(
    'SELECT target, state, attempts, last_error AS error, next_at AS due FROM delivery WHERE site = :site ORDER BY target, id',
    {},
  )
}
