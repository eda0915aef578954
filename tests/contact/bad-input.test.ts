import { gzipSync } from 'node:zlib'
import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { ProblemDetails } from '../../src/server/contract.ts'
import { makeSite, NOON, postForm, postJson, readEvents } from '../server/site.ts'
import { message, PNG, TICKETS } from './message.ts'

const BOUNDARY = 'waymark-test'
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`
const JSON_TYPE = { 'content-type': 'application/json' }

const field = (name: string, value: string) => Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
const file = (content: Buffer, { name = 'shot.png', type = 'image/png', at = 'attachment' } = {}) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${at}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
const words = Buffer.concat(Object.entries(message).map(([name, value]) => field(name, value)))
const END = Buffer.from(`--${BOUNDARY}--\r\n`)
const raw = (body: Uint8Array | string, type = MULTIPART): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : new Uint8Array(body),
  headers: { 'content-type': type, accept: 'application/json' },
})
/** A whole form with more parts in it. */
const form = (...parts: Buffer[]) => raw(Buffer.concat([words, ...parts, END]))
const json = (change: Record<string, unknown>) => postJson({ ...message, ...change })
const spliced = (text: string, by: string): RequestInit => ({ method: 'POST', body: JSON.stringify(message).replace(text, by), headers: JSON_TYPE })

type Row = [name: string, request: RequestInit, status: number, field?: string]
const rows: Row[] = [
  ['no body', raw('', 'application/json'), 400],
  ['half a body', raw(JSON.stringify(message).slice(0, 40), 'application/json'), 400],
  ['a list', postJson([message]), 422, ''],
  ['bytes that are not UTF-8', raw(Buffer.concat([Buffer.from('{"subject":"'), Buffer.from([0xff]), Buffer.from('"}')]), 'application/json'), 400],
  ['a gzip bomb', { method: 'POST', body: gzipSync(Buffer.alloc(5_000_000)), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }, 415],
  ['plain text', raw('hello', 'text/plain'), 415],
  ['21 KiB of JSON', json({ description: 'x'.repeat(21_000) }), 413],
  ['a field twice', spliced('{', '{"subject":"Another",'), 400],
  ['a field named __proto__', spliced('{', '{"__proto__":{"topic":"orders"},'), 400],
  ['a NUL in the subject', json({ subject: 'a\0b' }), 400],
  ['half a character in the description', json({ description: 'a\udfff' }), 422, 'description'],
  ['a number as a subject', json({ subject: 7 }), 422, 'subject'],
  ['a list as an address', json({ email: ['a@example.com', 'b@example.com'] }), 422, 'email'],
  ['an object as a description', json({ description: { $ne: '' } }), 422, 'description'],
  ['a journey that is neither', json({ journey: true }), 422, 'journey'],
  ['a topic of the prototype', json({ topic: 'constructor' }), 422, 'topic'],
  ['an id of the server', json({ reference: 'WM-0000-00' }), 422, 'reference'],
  ['a page view that is none', json({ pv: 'me' }), 422, 'pv'],
  ['an id of version 4', json({ id: v4() }), 422, 'id'],
  ['a token that was made up', json({ token: `ticket.${NOON.toString(36)}.${'A'.repeat(16)}.${'A'.repeat(43)}` }), 428, 'token'],
  ['a token of the other form', json({ token: `comment.${NOON.toString(36)}.${'A'.repeat(16)}.${'A'.repeat(43)}` }), 428, 'token'],
  ['a proof that is too long', json({ altcha: 'x'.repeat(2001) }), 422, 'altcha'],
  ['a form field twice', postForm([...Object.entries(message), ['topic', 'other']], { accept: 'application/json' }), 422, 'topic'],
  ['another site', postForm(message, { origin: 'https://evil.example', accept: 'application/json' }), 403],
  // Multipart.
  ['no boundary', raw(Buffer.concat([words, END]), 'multipart/form-data'), 400],
  ['an empty boundary', raw(Buffer.concat([words, END]), 'multipart/form-data; boundary=""'), 400],
  ['a boundary that is not in it', raw(Buffer.concat([words, END]), 'multipart/form-data; boundary=another'), 400],
  ['a boundary of 71 characters', raw(Buffer.concat([words, END]), `multipart/form-data; boundary=${'x'.repeat(71)}`), 400],
  ['two boundaries', raw(Buffer.concat([words, END]), `multipart/form-data; boundary=other; boundary=${BOUNDARY}`), 400],
  [
    'more parts than there may be, behind another boundary',
    raw(
      Buffer.concat([...Array.from({ length: 31 }, (_, index) => field(`field${index}`, 'x')), END]),
      `multipart/form-data; x="boundary=a"; boundary=${BOUNDARY}`,
    ),
    400,
  ],
  ['names that are longer than all words', form(field('x'.repeat(21_000), '')), 413],
  ['no end', raw(words), 400],
  ['an end in the middle of a header', raw(Buffer.concat([words, Buffer.from(`--${BOUNDARY}\r\ncontent-disp`)])), 400],
  ['nothing but boundaries', raw(`--${BOUNDARY}\r\n`.repeat(500)), 400],
  ['31 parts', form(...Array.from({ length: 31 }, (_, index) => field(`field${index}`, 'x'))), 400],
  ['a part without a name', raw(Buffer.concat([words, Buffer.from(`--${BOUNDARY}\r\ncontent-type: text/plain\r\n\r\nx\r\n`), END])), 400],
  ['a field twice, once as a file', form(file(Buffer.from('text'), { at: 'subject', name: 'a.txt', type: 'text/plain' })), 422, 'subject'],
  ['a file in another field', form(file(PNG, { at: 'photo' })), 422, 'photo'],
  ['two files', form(file(PNG), file(PNG)), 422, 'attachment'],
  ['an attachment of words', form(field('attachment', 'AAAA')), 422, 'attachment'],
  ['a NUL in a field', form(field('journey', 'y\0s')), 400],
  ['a NUL in the name of a field', form(field('jour\0ney', 'yes')), 400],
  [
    'a field that is not UTF-8',
    raw(
      Buffer.concat([
        words,
        field('journey', ''),
        Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="pv"\r\n\r\n`),
        Buffer.from([0xc3, 0x28, 0x0d, 0x0a]),
        END,
      ]),
    ),
    400,
  ],
  ['21 KiB of words', raw(Buffer.concat([words, field('journey', 'x'.repeat(21_000)), END])), 413],
  ['a field named __proto__', form(field('__proto__', '1')), 422, '__proto__'],
  ['a program that says it is a picture', form(file(Buffer.from('MZ\u0090\0\u0003', 'latin1'))), 422, 'attachment'],
  ['a page that says it is a text', form(file(Buffer.from('<!doctype html><script>x</script>'), { name: 'a.txt', type: 'text/plain' })), 422, 'attachment'],
  ['a page after white space', form(file(Buffer.from('\ufeff\n <script>x</script>'), { name: 'a.txt', type: 'text/plain' })), 422, 'attachment'],
  ['a drawing', form(file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'), { name: 'a.svg', type: 'image/svg+xml' })), 422, 'attachment'],
  ['an archive', form(file(Buffer.from('PK\u0003\u0004\0\0', 'latin1'), { name: 'a.pdf', type: 'application/pdf' })), 422, 'attachment'],
  ['half the beginning of a picture', form(file(PNG.subarray(0, 7))), 422, 'attachment'],
  ['a text with a NUL', form(file(Buffer.from('log\0'), { name: 'a.log', type: 'text/plain' })), 422, 'attachment'],
  ['a text in UTF-16', form(file(Buffer.from('\ufefflog', 'utf16le'), { name: 'a.txt', type: 'text/plain' })), 422, 'attachment'],
  ['an empty file with a name', form(file(Buffer.alloc(0))), 422, 'attachment'],
  ['a file over the limit', form(file(Buffer.concat([PNG, Buffer.alloc(500_001)]))), 422, 'attachment'],
  ['a megabyte', form(file(Buffer.concat([PNG, Buffer.alloc(1_000_000)]))), 413],
]

const countTickets = async (site: Awaited<ReturnType<typeof makeSite>>) =>
  (await site.store.read<{ n: number }>('SELECT count(*) AS n FROM ticket WHERE site = :site', {}))[0]?.n

describe('a bad message', () => {
  it.each(rows)('is refused: %s', async (_name, request, status, wrong) => {
    const site = await makeSite({ settings: TICKETS })
    const response = await site.request('/api/contact', request)
    const text = await response.text()
    expect([response.status, text]).toEqual([status, expect.not.stringMatching(/SELECT|sqlite|\/tmp|node_modules|at .*\.ts:/i)])
    if (response.headers.get('content-type') === 'application/problem+json') {
      const problem = JSON.parse(text) as ProblemDetails
      expect(problem.status).toBe(status)
      if (wrong !== undefined) expect(problem.errors?.map((error) => error.field)).toContain(wrong)
    } else expect([wrong, text]).toEqual([undefined, expect.not.stringMatching(/<script/)])
    expect([await readEvents(site.store), await countTickets(site), site.log]).toEqual([[], 0, []])
    // The door is still open.
    expect((await site.request('/api/contact', json({ id: v7() }))).status).toBe(200)
  })

  it.each([
    ['../../../etc/cron.d/x.png', 'x.png'],
    ['..\\..\\x.png', 'x.png'],
    ['a.png%00.exe', 'a.png%00.exe.png'],
    ['a%0d%0aset-cookie: b.png', 'aset-cookie b.png'],
    ['=HYPERLINK(1).png', '=HYPERLINK(1).png'],
    [`${'a'.repeat(300)}.png`, `${'a'.repeat(100)}.png`],
    ['.htaccess', 'htaccess.png'],
  ])('whose file is called %s keeps a plain name', async (name, kept) => {
    const site = await makeSite({ settings: TICKETS })
    const response = await site.request('/api/contact', form(file(PNG, { name, type: 'text/html' })))
    const { id } = (await response.json()) as { id: string }
    expect((await site.store.findTicket(id))?.attachments).toMatchObject([{ name: kept, type: 'image/png' }])
  })
})
