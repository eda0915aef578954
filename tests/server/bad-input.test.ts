import { gzipSync } from 'node:zlib'
import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { ProblemDetails } from '../../src/server/contract.ts'
import { multipart } from '../contact/message.ts'
import { makeSite, NOON, postForm, postJson, readEvents, type Site, TOKEN } from './site.ts'

const ARTICLES = JSON.stringify([
  { path: 'using/find-an-answer', locale: 'en', title: 'Find an answer', url: '/using/find-an-answer/', category: 'using' },
  { path: 'using/read-offline', locale: 'fa', title: 'آفلاین', url: '/fa/using/read-offline/', category: 'using' },
])
const answer = { path: '/using/find-an-answer/', article: 'using/find-an-answer', revision: '0123456789abcdef', locale: 'en', vote: 'yes' }
const view = { id: '019a9c3e-7c00-7000-8000-000000000001', type: 'view', ts: NOON, path: '/using/find-an-answer/', locale: 'en', v: 1, ref: 'nav' }
const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

const raw = (body: BodyInit, headers: Record<string, string> = JSON_TYPE): RequestInit => ({ method: 'POST', body, headers })
const feedback = (change: Record<string, unknown>) => postJson({ ...answer, ...change })
const events = (...changes: Record<string, unknown>[]) => postJson({ events: changes.map((change) => ({ ...view, ...change })) })
const form = (more: string) => raw(`${new URLSearchParams(answer)}&${more}`, FORM_TYPE)
/** JSON in which a part is written otherwise than JSON.stringify would. */
const spliced = (text: string, by: string) => raw(JSON.stringify(answer).replace(text, by))

type Row = [name: string, path: string, request: RequestInit, status: number, field?: string]

const FEEDBACK = '/api/feedback'
const EVENTS = '/api/events'
const rows: Row[] = [
  // The request itself.
  ['no body', FEEDBACK, raw(''), 400],
  ['white space only', FEEDBACK, raw('  \n '), 400],
  ['half a body', FEEDBACK, raw(JSON.stringify(answer).slice(0, 60)), 400],
  ['two bodies', FEEDBACK, raw(JSON.stringify(answer) + JSON.stringify(answer)), 400],
  ['JSON with a comment', FEEDBACK, spliced('{', '{/* hello */'), 400],
  ['NaN', FEEDBACK, spliced('"yes"', 'NaN'), 400],
  ['a byte order mark', FEEDBACK, raw(`\ufeff${JSON.stringify(answer)}`), 400],
  ['UTF-16', FEEDBACK, raw(new Uint8Array(Buffer.from(JSON.stringify(answer), 'utf16le'))), 400],
  ['bytes that are not UTF-8', FEEDBACK, raw(new Uint8Array(Buffer.concat([Buffer.from('{"vote":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]))), 400],
  ['an overlong encoding', FEEDBACK, raw(new Uint8Array(Buffer.concat([Buffer.from('{"vote":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]))), 400],
  ['JSON a thousand levels deep', FEEDBACK, raw(`${'['.repeat(1000)}${']'.repeat(1000)}`), 400],
  ['JSON six levels deep', EVENTS, postJson({ events: [{ ...view, ref: { a: { b: { c: 1 } } } }] }), 400],
  ['a NUL in a text', FEEDBACK, feedback({ comment: 'a\0b' }), 400],
  ['a NUL in a name', FEEDBACK, feedback({ 'vo\0te': 'yes' }), 400],
  ['a field named __proto__', FEEDBACK, spliced('{', '{"__proto__":{"vote":"no"},'), 400],
  ['a field named constructor', FEEDBACK, feedback({ constructor: { prototype: { admin: true } } }), 400],
  ['__proto__ inside an event', EVENTS, raw(JSON.stringify({ events: [view] }).replace('{"id"', '{"__proto__":{},"id"')), 400],
  ['a field twice', FEEDBACK, spliced('{', '{"vote":"no",'), 400],
  ['a field twice, once in disguise', FEEDBACK, spliced('{', '{"vo\\u0074e":"no",'), 400],
  ['a field twice inside an event', EVENTS, raw(JSON.stringify({ events: [view] }).replace('"v":1', '"v":1,"v":1')), 400],
  ['9 KiB of JSON', FEEDBACK, feedback({ comment: 'x'.repeat(9000) }), 413],
  ['a megabyte', EVENTS, postJson({ events: Array.from({ length: 4000 }, () => view) }), 413],
  ['a length beyond the limit', FEEDBACK, raw(JSON.stringify(answer), { ...JSON_TYPE, 'content-length': '99999999' }), 413],
  ['a gzip bomb', FEEDBACK, raw(new Uint8Array(gzipSync(Buffer.alloc(5_000_000, 32))), { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415],
  ['brotli', EVENTS, raw('x', { ...JSON_TYPE, 'content-encoding': 'br' }), 415],
  ['plain text', EVENTS, raw(JSON.stringify({ events: [view] }), { 'content-type': 'text/plain' }), 415],
  ['a file', EVENTS, raw('--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 415],
  ['a file beside an answer', FEEDBACK, await multipart({ ...answer, attachment: new File(['x'], 'a.txt') }), 422, 'attachment'],
  ['an answer of 9 KiB', FEEDBACK, await multipart({ ...answer, comment: 'x'.repeat(9 * 1024) }), 413],
  ['XML', FEEDBACK, raw('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', { 'content-type': 'application/xml' }), 415],
  ['a form of events', EVENTS, raw('events=1', FORM_TYPE), 415],
  ['another site', FEEDBACK, postJson(answer, { origin: 'https://evil.example' }), 403],
  ['an origin that begins like ours', EVENTS, postJson({ events: [view] }, { origin: 'http://localhost.evil.example' }), 403],
  ['an origin of nowhere', FEEDBACK, postForm(answer, { origin: 'null' }), 403],
  ['another site that hides its origin', FEEDBACK, postForm(answer, { 'sec-fetch-site': 'cross-site' }), 403],
  // Its shape.
  ['a list instead of an object', FEEDBACK, postJson([answer]), 422, ''],
  ['a text instead of an object', FEEDBACK, postJson('"yes"'), 422, ''],
  ['null', EVENTS, postJson('null'), 422, ''],
  ['an empty object', EVENTS, postJson({}), 422, 'events'],
  ['events that are no list', EVENTS, postJson({ events: { 0: view } }), 422, 'events'],
  ['no event', EVENTS, postJson({ events: [] }), 422, 'events'],
  ['21 events', EVENTS, postJson({ events: Array.from({ length: 21 }, () => ({ id: 1 })) }), 422, 'events'],
  ['a thousand fields of a form', FEEDBACK, form(Array.from({ length: 1000 }, (_, index) => `a${index}=1`).join('&')), 400],
  ['an unknown field', FEEDBACK, feedback({ isAdmin: true }), 422, 'isAdmin'],
  ['an unknown field of a batch', EVENTS, postJson({ events: [view], site: 'other' }), 422, 'site'],
  ['the server’s own field', EVENTS, events({ visit: '0000000000000000' }), 422, 'events.0.visit'],
  ['the arm of an experiment', EVENTS, events({ arm: 'holdout' }), 422, 'events.0.arm'],
  ['an event that only the server writes', EVENTS, events({ type: 'submit' }), 422, 'events.0.type'],
  // Its values.
  ['a number where a text belongs', FEEDBACK, feedback({ vote: 1 }), 422, 'vote'],
  ['a text where a number belongs', FEEDBACK, feedback({ score: '7' }), 422, 'score'],
  ['a score of 8', FEEDBACK, feedback({ score: 8 }), 422, 'score'],
  ['a score of 1e400', FEEDBACK, spliced('"yes"', '"yes","score":1e400'), 422, 'score'],
  ['a score between two numbers', FEEDBACK, feedback({ score: 6.5 }), 422, 'score'],
  ['a comment of 1201 characters', FEEDBACK, feedback({ comment: 'x'.repeat(1201) }), 422, 'comment'],
  ['half a character', FEEDBACK, feedback({ comment: 'a\ud800b' }), 422, 'comment'],
  ['half a character in a query', EVENTS, events({ type: 'search', ref: undefined, q: '\udc00', n: 0, ms: 0 }), 422, 'events.0.q'],
  ['an endless dwell', EVENTS, events({ type: 'view_end', ref: undefined, dwell_ms: 3_600_001, scroll: 1 }), 422, 'events.0.dwell_ms'],
  ['more than all of the page', EVENTS, events({ type: 'view_end', ref: undefined, dwell_ms: 1, scroll: 101 }), 422, 'events.0.scroll'],
  ['a time before 1970', EVENTS, events({ ts: -1 }), 422, 'events.0.ts'],
  ['a time after all time', EVENTS, events({ ts: 8.64e15 + 1 }), 422, 'events.0.ts'],
  ['a time as a date', EVENTS, events({ ts: '2026-11-20' }), 422, 'events.0.ts'],
  ['place 51 of 50', EVENTS, events({ type: 'search_click', ref: undefined, search: v7(), pos: 51, target: '/' }), 422, 'events.0.pos'],
  [
    'a target on another site',
    EVENTS,
    events({ type: 'search_click', ref: undefined, search: v7(), pos: 1, target: 'https://evil.example/' }),
    422,
    'events.0.target',
  ],
  ['an id that is no UUID', EVENTS, events({ id: "1' OR '1'='1" }), 422, 'events.0.id'],
  ['an id of version 4', FEEDBACK, feedback({ id: v4() }), 422, 'id'],
  ['a formula as an article', FEEDBACK, feedback({ article: '=HYPERLINK("http://evil.example")' }), 422, 'article'],
  ['markup as a path', EVENTS, events({ path: '/<script>?x' }), 422, 'events.0.path'],
  ['a path of another host', FEEDBACK, feedback({ path: '//evil.example' }), 422, 'path'],
  ['a path that breaks a header', FEEDBACK, feedback({ path: '/\r\nset-cookie: a=b' }), 422, 'path'],
  ['a path of 513 characters', EVENTS, events({ path: `/${'a'.repeat(512)}` }), 422, 'events.0.path'],
  ['a language of another site', EVENTS, events({ locale: 'de' }), 422, 'events.0.locale'],
  ['a language to switch to that is none', EVENTS, events({ type: 'locale_switch', ref: undefined, from: 'en', to: 'xx', exists: true }), 422, 'events.0.to'],
  ['an article that was invented', FEEDBACK, feedback({ article: 'using/bad-company' }), 422, 'article'],
  ['an article that this language lacks', FEEDBACK, feedback({ article: 'using/read-offline' }), 422, 'article'],
  ['one good event and one about an invented article', EVENTS, events({}, { id: v7(), article: 'a/b', revision: '0123456789abcdef' }), 422, 'events.1.article'],
  // Forms.
  ['a form field twice', FEEDBACK, form('vote=no'), 422, 'vote'],
  ['a form field of ours in disguise', FEEDBACK, form('%76ote=no'), 422, 'vote'],
  ['a form field named __proto__', FEEDBACK, form('__proto__=1'), 422, '__proto__'],
  ['a form field that is unknown', FEEDBACK, form('admin=1'), 422, 'admin'],
  ['a form that is not UTF-8', FEEDBACK, form('comment=%FF'), 400],
  ['a form with broken percent signs', FEEDBACK, form('comment=100%'), 400],
  ['a form with half a character', FEEDBACK, form('comment=%ED%A0%80'), 400],
  ['a form with a NUL', FEEDBACK, form('comment=a%00b'), 400],
  ['21 KiB of form', FEEDBACK, form(`comment=${'x'.repeat(21_000)}`), 413],
  ['an empty form', FEEDBACK, raw('', FORM_TYPE), 422, 'path'],
  // Tokens.
  ['a token that was made up', FEEDBACK, feedback({ comment: 'Hello', token: 'comment.abc.def' }), 428, 'token'],
  [
    'a token with another signature',
    FEEDBACK,
    feedback({ comment: 'Hello', token: `comment.${NOON.toString(36)}.${'A'.repeat(16)}.${'A'.repeat(43)}` }),
    428,
    'token',
  ],
  ['a token that is too long', FEEDBACK, feedback({ comment: 'Hello', token: 'x'.repeat(121) }), 422, 'token'],
  ['a proof that is too long', FEEDBACK, feedback({ comment: 'Hello', altcha: 'x'.repeat(2001) }), 422, 'altcha'],
  ['a token for nothing we have', '/api/token?for=coffee', { method: 'GET' }, 422, 'for'],
]

async function expectNothingStored(site: Site): Promise<void> {
  expect(await readEvents(site.store)).toEqual([])
  expect(site.log).toEqual([])
}

describe('bad input', () => {
  it.each(rows)('is refused: %s', async (_name, path, request, status, field) => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    const response = await site.request(path, request)
    expect(response.status).toBe(status)
    const type = response.headers.get('content-type') ?? ''
    const text = await response.text()
    expect(text).not.toMatch(/SELECT|sqlite|\/tmp|node_modules|at .*\.ts:/i)
    if (type.startsWith('text/html')) expect(text).not.toMatch(/<script/)
    else {
      const problem = JSON.parse(text) as ProblemDetails
      expect(type).toBe('application/problem+json')
      expect(problem).toMatchObject({ status })
      if (field !== undefined) expect(problem.errors?.map((error) => error.field)).toContain(field)
    }
    await expectNothingStored(site)
    // The door is still open.
    expect((await site.request(FEEDBACK, feedback({}))).status).toBe(200)
  })

  it('says in our own words what is missing or of another kind', async () => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    const response = await site.request(FEEDBACK, feedback({ article: undefined, comment: 7 }))
    const { errors } = (await response.json()) as ProblemDetails
    expect(errors).toEqual(
      expect.arrayContaining([
        { field: 'article', detail: 'This field is missing.' },
        { field: 'comment', detail: 'Write a text.' },
      ]),
    )
  })

  it('names fifty wrong fields at the most, and says how many more there are', async () => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    const response = await site.request(FEEDBACK, feedback(Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`a${index}`, 1]))))
    const { errors, detail } = (await response.json()) as ProblemDetails
    expect([response.status, errors?.length]).toEqual([422, 50])
    expect(detail).toContain('and 550 more')
  })

  it('is counted by its reason, and its content is nowhere', async () => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    await site.request(FEEDBACK, feedback({ article: 'a-secret/word' }))
    await site.request(EVENTS, postJson({ events: [view] }, { origin: 'https://evil.example' }))
    await site.request('/nowhere')
    // Counts wait in the same line as this one.
    await site.store.count('ignore:bot', '2026-11-20', 2)
    const response = await site.request('/api/insights/counters', { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(await response.json()).toEqual({
      counters: [
        { day: '2026-11-20', name: 'ignore:bot', total: 2 },
        { day: '2026-11-20', name: 'reject:invalid-fields', total: 1 },
      ],
    })
    expect((await site.request('/api/insights/counters')).status).toBe(401)
  })

  it('with forged headers gives nobody another address, visit or host', async () => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    const forged = { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7', 'x-real-ip': '198.51.100.7', 'x-forwarded-host': 'evil.example' }
    await site.request(FEEDBACK, feedback({}))
    await site.request(FEEDBACK, postJson(answer, forged))
    expect(new Set((await readEvents(site.store)).map(({ visit }) => visit)).size).toBe(1)
    const response = await site.request(FEEDBACK, postJson(answer, { ...forged, origin: 'http://evil.example' }))
    expect(response.status).toBe(403)
  })

  it('with formulas and markup in a comment is stored as it was written, and shown as text', async () => {
    const site = await makeSite({ files: { 'articles.json': ARTICLES } })
    const comment = '=1+1<img src=x onerror=alert(1)>'
    expect((await site.request(FEEDBACK, feedback({ comment }))).status).toBe(200)
    expect(await readEvents(site.store, 'comment')).toMatchObject([{ text: comment }])
  })
})
