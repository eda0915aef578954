import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { COMMENT_LIMIT } from '../../src/feedback/contract.ts'
import type { ProblemDetails } from '../../src/server/contract.ts'
import { multipart } from '../contact/message.ts'
import { makeSite, postForm, postJson, readCounters, readEvents, TOKEN } from '../server/site.ts'

const answer = { path: '/using/find-an-answer/', article: 'using/find-an-answer', revision: '0123456789abcdef', locale: 'en' }
const send = (change: Record<string, unknown>) => postJson({ ...answer, ...change })
const readProblem = async (response: Response) => (await response.json()) as ProblemDetails

async function readFigures(site: Awaited<ReturnType<typeof makeSite>>) {
  const response = await site.request('/api/insights/articles', { headers: { authorization: `Bearer ${TOKEN}` } })
  // biome-ignore lint/suspicious/noExplicitAny: JSON of the endpoint.
  return ((await response.json()) as any).articles[0]
}

describe('an answer whose button is pressed twice without JavaScript', () => {
  const form = { ...answer, vote: 'no', score: '2', comment: 'Step 3 is gone' }

  it('is one comment and one vote, also half an hour later', async () => {
    const site = await makeSite()
    await Promise.all([1, 2].map(() => site.request('/api/feedback', postForm(form))))
    site.time.now += 29 * 60_000
    await site.request('/api/feedback', postForm(form))
    expect(await readEvents(site.store, 'comment')).toHaveLength(1)
    expect(await readFigures(site)).toMatchObject({ votes: 1 })
    await site.request('/api/feedback', postForm({ ...form, comment: 'Step 4 too' }))
    expect(await readEvents(site.store, 'comment')).toHaveLength(2)
  })

  it('is taken once, and thanked both times, when it carries a token', async () => {
    const site = await makeSite()
    const { token } = (await (await site.request('/api/token?for=comment')).json()) as { token: string }
    site.time.now += 2000
    const answers = [await site.request('/api/feedback', postForm({ ...form, token })), await site.request('/api/feedback', postForm({ ...form, token }))]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await readEvents(site.store)).map(({ type }) => type)).toEqual(['vote', 'ces', 'comment'])
  })

  it('is a vote of its own in each language of the article', async () => {
    const site = await makeSite()
    const persian = { ...answer, path: '/fa/using/find-an-answer/', locale: 'fa' }
    await site.request('/api/feedback', postForm({ ...answer, vote: 'yes', comment: 'Short and good' }))
    await site.request('/api/feedback', postForm({ ...persian, vote: 'no', comment: 'مرحله ۳ نیست' }))
    const response = await site.request('/api/insights/articles', { headers: { authorization: `Bearer ${TOKEN}` } })
    const { articles } = (await response.json()) as { articles: { locale: string; votes: number; helpful: { yes: number } }[] }
    expect(articles.map(({ locale, votes, helpful }) => [locale, votes, helpful.yes]).toSorted()).toEqual([
      ['en', 1, 1],
      ['fa', 1, 0],
    ])
  })

  it('still counts as the vote that stands last', async () => {
    const site = await makeSite()
    for (const vote of ['yes', 'no', 'yes']) await site.request('/api/feedback', postForm({ ...answer, vote }))
    expect(await readFigures(site)).toMatchObject({ votes: 1, helpful: { yes: 1 } })
  })
})

describe('an answer as a form of a program', () => {
  const sendForm = (fields: Record<string, string>) => postForm(fields, { accept: 'application/json' })

  it('is answered with JSON, as a refusal and as a receipt', async () => {
    const site = await makeSite()
    const refused = await site.request('/api/feedback', sendForm({ ...answer, vote: 'maybe' }))
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    expect((await readProblem(refused)).errors?.map(({ field }) => field)).toEqual(['vote'])
    const taken = await site.request('/api/feedback', sendForm({ ...answer, vote: 'yes' }))
    const [stored] = await readEvents(site.store, 'vote')
    expect([taken.status, await taken.json()]).toEqual([200, { id: stored?.id }])
  })
})

describe('an answer as JSON', () => {
  it('is stored with all its parts and answered with its id', async () => {
    const site = await makeSite()
    const id = v7()
    const response = await site.request(
      '/api/feedback',
      send({ id, pv: v4(), vote: 'no', reasons: ['broken', 'outdated'], score: 2, comment: ' راه\r\nدیگری ' }),
    )
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ id })
    const rows = await readEvents(site.store)
    expect(rows.map(({ type, value, text }) => [type, value, text])).toEqual([
      ['vote', 0, null],
      ['reason', null, 'broken'],
      ['reason', null, 'outdated'],
      ['ces', 2, null],
      ['comment', null, 'راه\nدیگری'],
    ])
    expect(new Set(rows.map((row) => row.answer))).toEqual(new Set([id]))
    expect(new Set(rows.map((row) => row.id)).size).toBe(5)
  })

  it('is stored once when it is sent again, and answered the same', async () => {
    const site = await makeSite()
    const id = v7()
    const twice = await Promise.all([1, 2].map(() => site.request('/api/feedback', send({ id, vote: 'yes', score: 7 }))))
    const again = await site.request('/api/feedback', send({ id: id.toUpperCase(), vote: 'yes', score: 7 }))
    for (const response of [...twice, again]) expect(await response.json()).toEqual({ id })
    expect((await readEvents(site.store)).map(({ type, value }) => [type, value])).toEqual([
      ['vote', 1],
      ['ces', 7],
    ])
    for (const other of [{ vote: 'no' }, { vote: 'yes', score: 6 }, { vote: 'yes', score: 7, comment: 'more' }]) {
      const refused = await site.request('/api/feedback', send({ id, ...other }))
      expect(refused.status).toBe(409)
      expect(await refused.json()).toMatchObject({ type: 'urn:waymark:problem:id-taken', errors: [{ field: 'id' }] })
    }
    expect(await readEvents(site.store)).toHaveLength(2)
  })

  it('gets an id when it has none', async () => {
    const site = await makeSite()
    const { id } = (await (await site.request('/api/feedback', send({ vote: 'yes' }))).json()) as { id: string }
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(await readEvents(site.store)).toMatchObject([{ id }])
  })

  it('counts the newest vote of a page view only', async () => {
    const site = await makeSite()
    const pv = v4()
    await site.request('/api/feedback', send({ pv, vote: 'no', reasons: ['broken'], score: 1, comment: 'first' }))
    await site.request('/api/feedback', send({ pv, vote: 'yes', score: 6 }))
    await site.request('/api/feedback', send({ pv: v4(), vote: 'yes' }))
    expect(await readFigures(site)).toMatchObject({ helpful: { yes: 2, no: 0, n: 2 }, effort: { n: 1, mean: 6 }, reasons: [] })
  })

  it('replaces the reasons of an earlier answer', async () => {
    const site = await makeSite()
    const pv = v4()
    await site.request('/api/feedback', send({ pv, vote: 'no', reasons: ['broken', 'unclear'] }))
    await site.request('/api/feedback', send({ pv, reasons: ['outdated'] }))
    expect((await readFigures(site)).reasons).toEqual([{ reason: 'outdated', n: 1 }])
    await site.request('/api/feedback', send({ pv, vote: 'no' }))
    expect((await readFigures(site)).reasons).toEqual([])
  })

  it('counts once per visit when the page view is not known', async () => {
    const site = await makeSite()
    await site.request('/api/feedback', send({ vote: 'no' }))
    await site.request('/api/feedback', send({ vote: 'yes' }))
    await site.request('/api/feedback', postJson({ ...answer, vote: 'yes' }, { 'user-agent': 'Another browser' }))
    expect((await readFigures(site)).helpful).toMatchObject({ yes: 2, no: 0 })
  })

  it('works from a browser that names itself, does not, or asks not to be tracked', async () => {
    const site = await makeSite()
    for (const headers of [{}, { 'user-agent': '' }, { 'sec-gpc': '1' }, { 'user-agent': 'curl/8.0' }]) {
      expect((await site.request('/api/feedback', postJson({ ...answer, pv: v4(), vote: 'yes' }, headers as Record<string, string>))).status).toBe(200)
    }
    expect(await readEvents(site.store, 'vote')).toHaveLength(4)
  })

  it.each([
    ['an unknown field', { vote: 'yes', email: 'a@b.c' }, 'email'],
    ['another vote', { vote: 'maybe' }, 'vote'],
    ['no part at all', {}, 'vote'],
    ['reasons after a yes', { vote: 'yes', reasons: ['broken'] }, 'reasons'],
    ['an unknown reason', { vote: 'no', reasons: ['ugly'] }, 'reasons.0'],
    ['a score of 0', { score: 0 }, 'score'],
    ['a score of 8', { score: 8 }, 'score'],
    ['a score of 5.5', { score: 5.5 }, 'score'],
    ['a score in words', { score: '5' }, 'score'],
    ['a comment of 1201 characters', { comment: 'x'.repeat(1201) }, 'comment'],
    ['another version of UUID', { vote: 'yes', id: v4() }, 'id'],
    ['an unknown locale', { vote: 'yes', locale: 'de' }, 'locale'],
    ['a path of another host', { vote: 'yes', path: '//evil.example' }, 'path'],
    ['a path with a backslash', { vote: 'yes', path: '/\\evil.example' }, 'path'],
    ['a path with a tab', { vote: 'yes', path: '/\t/evil.example' }, 'path'],
    ['a path with a query', { vote: 'yes', path: '/x/?q=secret' }, 'path'],
    ['an article outside a category', { vote: 'yes', article: '../../etc' }, 'article'],
    ['a revision in capitals', { vote: 'yes', revision: '0123456789ABCDEF' }, 'revision'],
  ])('is refused with %s, naming the field', async (_name, change, field) => {
    const site = await makeSite()
    const response = await site.request('/api/feedback', send(change))
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ type: 'urn:waymark:problem:invalid-fields', status: 422 })
    expect(problem.errors?.map((error) => error.field)).toContain(field)
    expect(await readEvents(site.store)).toEqual([])
  })

  it('takes a comment of exactly 1200 characters in any script', async () => {
    const site = await makeSite()
    expect((await site.request('/api/feedback', send({ comment: '漢'.repeat(1200) }))).status).toBe(200)
  })

  it.each([
    ['broken JSON', '{"vote":'],
    ['a NUL', JSON.stringify({ ...answer, comment: 'a\0b' })],
    ['__proto__', '{"__proto__":{"vote":"yes"}}'],
    ['JSON a thousand levels deep', '['.repeat(1000) + ']'.repeat(1000)],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ])('is refused with %s', async (_name, body) => {
    const site = await makeSite()
    const response = await site.request('/api/feedback', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(response.status).toBe(400)
    expect(await readProblem(response)).toMatchObject({ type: 'urn:waymark:problem:malformed-body', status: 400 })
  })

  it('is refused when the database is away, and says when to come back', async () => {
    const site = await makeSite()
    await site.request('/api/feedback', send({ vote: 'yes' }))
    await site.store.close()
    const response = await site.request('/api/feedback', send({ vote: 'yes' }))
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(JSON.stringify(await readProblem(response))).not.toMatch(/sqlite|SELECT|\/tmp/i)
  })
})

describe('an answer from a form', () => {
  const form = { ...answer, website: '', score: '', comment: '', id: '', pv: '' }

  it('leads back to the thanks on the page', async () => {
    const site = await makeSite()
    const response = await site.request(
      '/api/feedback',
      postForm([...Object.entries({ ...form, vote: 'no', score: '3' }), ['reasons', 'unclear'], ['reasons', 'other']]),
    )
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/using/find-an-answer/#feedback--thanks')
    expect((await readEvents(site.store)).map(({ type, value, text }) => [type, value, text])).toEqual([
      ['vote', 0, null],
      ['reason', null, 'unclear'],
      ['reason', null, 'other'],
      ['ces', 3, null],
    ])
  })

  it('leads back to the site when the endpoint is elsewhere', async () => {
    const site = await makeSite({ settings: { url: 'https://help.example', endpoint: 'https://answers.example' } })
    const response = await site.request('/api/feedback', postForm({ ...form, vote: 'yes' }, { origin: 'https://help.example' }))
    expect(response.headers.get('location')).toBe('https://help.example/using/find-an-answer/#feedback--thanks')
  })

  it('forgets the reasons of somebody who changed their mind to yes', async () => {
    const site = await makeSite()
    const response = await site.request('/api/feedback', postForm([...Object.entries({ ...form, vote: 'yes' }), ['reasons', 'broken']]))
    expect(response.status).toBe(303)
    expect((await readEvents(site.store)).map(({ type }) => type)).toEqual(['vote'])
  })

  it('explains in the language of the page what is missing, with a way back', async () => {
    const site = await makeSite()
    const response = await site.request('/api/feedback', postForm({ ...form, path: '/fa/using/find-an-answer/', locale: 'fa' }))
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    const page = await response.text()
    expect(page).toContain('<html lang="fa" dir="rtl">')
    expect(page).toContain('Choose Yes or No first.')
    expect(page).toContain('href="/fa/using/find-an-answer/#feedback--form"')
  })

  it('never puts what was sent into the page', async () => {
    const site = await makeSite()
    const page = await (await site.request('/api/feedback', postForm({ ...form, path: '/"><script>alert(1)</script>', vote: '<b>' }))).text()
    expect(page).not.toMatch(/<script|<b>/)
  })

  it.each([
    ['Chinese', '中'.repeat(COMMENT_LIMIT)],
    ['Persian', 'ی'.repeat(COMMENT_LIMIT)],
    ['emoji', '🧭'.repeat(COMMENT_LIMIT / 2)],
    ['many short lines', 'ه\r\n'.repeat(COMMENT_LIMIT / 2 - 1)],
  ])('takes the longest comment in %s, on the page with the longest address', async (_name, comment) => {
    const site = await makeSite()
    const path = `/${'字'.repeat(511)}`
    const fields = { ...answer, path, vote: 'no', score: '7', comment, website: '' }
    const reasons = ['unanswered', 'unclear', 'broken', 'outdated', 'other'].map((reason): [string, string] => ['reasons', reason])
    const response = await site.request('/api/feedback', await multipart([...Object.entries(fields), ...reasons]))
    expect(response.status).toBe(303)
    const stored = await readEvents(site.store, 'comment')
    expect(stored.map(({ text }) => text)).toEqual([comment.replaceAll('\r\n', '\n').trim()])
  })

  it('answers a page to a form that is too large', async () => {
    const site = await makeSite()
    const response = await site.request(
      '/api/feedback',
      postForm({ ...form, vote: 'no', comment: 'x'.repeat(21_000) }, { referer: 'http://localhost:4321/fa/a/b/' }),
    )
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('href="/fa/a/b/#feedback--form"')
  })

  it('thanks a program that fills the hidden field, and stores a counter only', async () => {
    const site = await makeSite()
    const response = await site.request('/api/feedback', postForm({ ...form, vote: 'yes', website: 'http://spam.example', path: '//evil.example' }))
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/#feedback--thanks')
    expect(await readEvents(site.store)).toEqual([])
    expect(await readCounters(site.store)).toMatchObject([{ name: 'reject:honeypot', total: 1 }])
  })

  it.each([
    ['a field sent twice', 'vote=yes&vote=no', 422],
    ['an unknown field', 'vote=yes&admin=1', 422],
    ['a field named __proto__', 'vote=yes&__proto__=1', 422],
    ['bytes that are not UTF-8', 'vote=yes&comment=%FF%FE', 400],
    ['a NUL', 'vote=yes&comment=a%00b', 400],
  ])('is refused with %s', async (_name, body, status) => {
    const site = await makeSite()
    const fields = new URLSearchParams(answer).toString()
    const response = await site.request('/api/feedback', {
      method: 'POST',
      body: `${fields}&${body}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(status)
    expect(await readEvents(site.store)).toEqual([])
  })
})
