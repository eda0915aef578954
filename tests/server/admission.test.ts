import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { FormPurpose, FormToken, ProblemDetails } from '../../src/server/contract.ts'
import { MINIMUM_TIME, TOKEN_LIFETIME } from '../../src/server/form-tokens.ts'
import { LIMITS } from '../../src/server/limit-figures.ts'
import { makeSite, postForm, postJson, readEvents, type Site } from './site.ts'

const answer = { path: '/fa/using/find-an-answer/', article: 'using/find-an-answer', revision: '0123456789abcdef', locale: 'fa', vote: 'no' }
const attacked = { proofOfWork: 'always' as const }
const few = { limits: { ...LIMITS, openPerNetwork: 2 } }

const getToken = async (site: Site, purpose: FormPurpose = 'comment') => (await (await site.request(`/api/token?for=${purpose}`)).json()) as FormToken
const comment = (site: Site, change: Record<string, unknown> = {}) => site.request('/api/feedback', postJson({ ...answer, comment: 'Hello', ...change }))
const comments = async (site: Site) => (await readEvents(site.store, 'comment')).length
const fieldOf = async (response: Response) => ((await response.json()) as ProblemDetails).errors?.[0]?.field

/** A token that is old enough. */
async function getRipeToken(site: Site, purpose?: FormPurpose): Promise<FormToken> {
  const made = await getToken(site, purpose)
  site.time.now += MINIMUM_TIME
  return made
}

/** A token, and the clock moved by so many ms since. */
async function getTokenThen(site: Site, ms: number): Promise<string> {
  const { token } = await getToken(site)
  site.time.now += ms
  return token
}

async function solve({ challenge }: FormToken): Promise<string> {
  const given = challenge as NonNullable<typeof challenge>
  const solution = await solveChallenge({ challenge: given, deriveKey })
  return Buffer.from(JSON.stringify({ challenge: given, solution })).toString('base64')
}

describe('a comment', () => {
  it('comes in with a token, once', async () => {
    const site = await makeSite()
    const { token, challenge } = await getRipeToken(site)
    expect(challenge).toBeUndefined()
    expect((await comment(site, { token })).status).toBe(200)
    const again = await comment(site, { token, comment: 'Another' })
    expect(again.status).toBe(428)
    expect(await fieldOf(again)).toBe('token')
    expect(await comments(site)).toBe(1)
  })

  it('that comes again because its answer got lost is answered the same, with the same token', async () => {
    const site = await makeSite()
    const { token } = await getRipeToken(site)
    const id = v7()
    for (let turn = 0; turn < 2; turn += 1) {
      const response = await comment(site, { token, id })
      expect(await response.json()).toEqual({ id })
    }
    expect(await comments(site)).toBe(1)
  })

  it.each([
    ['too young', (site: Site) => getToken(site).then(({ token }) => token)],
    ['too old', (site: Site) => getTokenThen(site, TOKEN_LIFETIME)],
    ['for another form', (site: Site) => getRipeToken(site, 'ticket').then(({ token }) => token)],
    ['changed', (site: Site) => getRipeToken(site).then(({ token }) => token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))],
    ['made later than now', (site: Site) => getTokenThen(site, -3_600_000)],
    ['of another site', async () => (await getRipeToken(await makeSite())).token],
  ])('is refused with a token that is %s, and welcome with a new one', async (_name, makeToken) => {
    const site = await makeSite()
    const token = await makeToken(site)
    const refused = await comment(site, { token })
    expect([refused.status, await fieldOf(refused)]).toEqual([428, 'token'])
    expect(await comments(site)).toBe(0)
    expect((await comment(site, { token: (await getRipeToken(site)).token })).status).toBe(200)
  })

  it('without a token comes in while those are few', async () => {
    const site = await makeSite({ config: few })
    const statuses = [await comment(site), await comment(site), await comment(site)].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 428])
    // A vote needs none.
    expect((await site.request('/api/feedback', postJson(answer))).status).toBe(200)
    expect((await comment(site, { token: (await getRipeToken(site)).token })).status).toBe(200)
    expect(await comments(site)).toBe(3)
  })

  it('in a batch of events is counted like any other', async () => {
    const site = await makeSite({ config: few })
    const { vote: _vote, ...about } = answer
    const send = () => site.request('/api/events', postJson({ events: [{ ...about, id: v7(), ts: site.time.now, v: 1, type: 'comment', text: 'Hello' }] }))
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([204, 204, 428])
  })

  it('is flagged when it seems to hold personal data', async () => {
    const site = await makeSite()
    await comment(site, { comment: 'Write to anna@example.com' })
    await comment(site, { comment: 'The button is gone' })
    expect((await readEvents(site.store, 'comment')).map(({ detail }) => JSON.parse(detail ?? '{}'))).toEqual([{ pii: true }, { pii: false }])
  })

  it('has to wait when one visit writes too many', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, wordsPerVisit: 2 } } })
    for (let turn = 0; turn < 2; turn += 1) await comment(site)
    const response = await comment(site)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(60)
  })
})

describe('a form without JavaScript', () => {
  const form = { ...answer, comment: 'سلام <b>', website: '' }

  it('that has to bring a token gets a page with one and with what was written, and comes in with one more press', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, openPerNetwork: 0 } } })
    const response = await site.request('/api/feedback', postForm([...Object.entries(form), ['reasons', 'broken'], ['reasons', 'other']]))
    expect(response.status).toBe(428)
    const page = await response.text()
    expect(page).toContain('<html lang="fa" dir="rtl">')
    expect(page).not.toMatch(/<b>|<script/)
    const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    ])
    site.time.now += MINIMUM_TIME
    const sent = await site.request('/api/feedback', postForm(fields))
    expect(sent.status).toBe(303)
    expect((await readEvents(site.store)).map(({ type, text }) => [type, text])).toEqual([
      ['vote', null],
      ['reason', 'broken'],
      ['reason', 'other'],
      ['comment', 'سلام <b>'],
    ])
  })

  it('is taken with a token under attack too, while those are few', async () => {
    const site = await makeSite({ config: { ...attacked, ...few } })
    expect((await site.request('/api/feedback', postForm(form))).status).toBe(428)
    const send = async () => (await site.request('/api/feedback', postForm({ ...form, token: (await getRipeToken(site)).token }))).status
    expect([await send(), await send(), await send()]).toEqual([303, 303, 428])
  })
})

describe('under attack', () => {
  it('a comment has to bring a proof of work, which is good once', async () => {
    const site = await makeSite({ config: attacked })
    const made = await getRipeToken(site)
    const without = await comment(site, { token: made.token })
    expect([without.status, await fieldOf(without)]).toEqual([428, 'altcha'])
    const altcha = await solve(made)
    expect((await comment(site, { token: made.token, altcha })).status).toBe(200)
    expect((await comment(site, { token: made.token, altcha })).status).toBe(428)
    // The work was done for another token.
    expect((await comment(site, { token: (await getRipeToken(site)).token, altcha })).status).toBe(428)
    expect(await comments(site)).toBe(1)
  })

  it.each([
    ['no JSON', 'x'],
    ['no proof', Buffer.from('{}').toString('base64')],
    ['endless work', 'cost'],
    ['an easier prefix', 'keyPrefix'],
    ['another signature', 'signature'],
  ])('a proof is refused that is %s', async (_name, change) => {
    const site = await makeSite({ config: attacked })
    const made = await getRipeToken(site)
    const proof = JSON.parse(Buffer.from(await solve(made), 'base64').toString())
    if (change === 'cost') proof.challenge.parameters.cost = 1e9
    if (change === 'keyPrefix') proof.challenge.parameters.keyPrefix = '0'
    if (change === 'signature') proof.challenge.signature = '0'.repeat(64)
    const altcha = ['cost', 'keyPrefix', 'signature'].includes(change) ? Buffer.from(JSON.stringify(proof)).toString('base64') : change
    expect((await comment(site, { token: made.token, altcha })).status).toBe(428)
    expect(await comments(site)).toBe(0)
  })

  it('begins by itself when many comments come in, and leaves votes alone', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, attack: 3, openPerNetwork: 99, openAll: 99 } } })
    expect((await getToken(site)).challenge).toBeUndefined()
    for (let turn = 0; turn < 4; turn += 1) await comment(site)
    expect((await comment(site)).status).toBe(428)
    const made = await getRipeToken(site)
    expect((await comment(site, { token: made.token, altcha: await solve(made) })).status).toBe(200)
    expect((await site.request('/api/feedback', postJson(answer))).status).toBe(200)
  })

  it('is not brought about by one network', async () => {
    const limits = { ...LIMITS, attack: 5, wordsPerNetwork: 3, openPerNetwork: 0 }
    const site = await makeSite({ config: { limits, trustProxy: 1 } })
    const flood = async (network: string) => {
      for (let turn = 0; turn < 9; turn += 1)
        await site.request('/api/feedback', postJson({ ...answer, comment: 'Hello' }, { 'x-forwarded-for': `${network}.${turn}` }))
    }
    await flood('203.0.113')
    expect((await getToken(site)).challenge).toBeUndefined()
    await flood('198.51.100')
    expect((await getToken(site)).challenge).toBeDefined()
  })
})

describe('the door', () => {
  it('gives the count back to a reader who corrects a form, and stops who never does', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, visitPerMinute: 3, mistakesPerMinute: 6 } } })
    const wrong = () => site.request('/api/feedback', postJson({ ...answer, score: 8 })).then(({ status }) => status)
    const right = () => site.request('/api/feedback', postJson(answer)).then(({ status }) => status)
    expect([await wrong(), await wrong(), await wrong(), await wrong(), await wrong(), await right()]).toEqual([422, 422, 422, 422, 422, 200])
    expect([await wrong(), await wrong(), await right()]).toEqual([422, 429, 429])
  })

  it('hands a network tokens in bounded number', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, tokensPerNetwork: 2 } } })
    const statuses = []
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await site.request('/api/token?for=comment')).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await site.request('/api/token?for=comment', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  it('counts as many answers of one network and no more, whatever browsers it says it has', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, pageViewsPerNetwork: 5 }, trustProxy: 1 } })
    const vote = (agent: string, change: object = {}, address = '203.0.113.7') =>
      site.request('/api/feedback', postJson({ ...answer, ...change }, { 'user-agent': agent, 'x-forwarded-for': address })).then(({ status }) => status)
    const statuses = []
    for (const agent of ['one', 'two', 'three']) statuses.push(await vote(agent), await vote(agent, { pv: v7() }))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    // What was named before is no news, and another network is none of this one's business.
    expect([await vote('one'), await vote('four', {}, '198.51.100.7')]).toEqual([200, 200])
    site.time.now += 20 * 60_000
    expect(await vote('five')).toBe(200)
  })

  it('lets a visit name so many page views and no more, whatever it does with those it has', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, pageViewsPerVisit: 3 } } })
    const vote = (pv: string, agent = 'one') => site.request('/api/feedback', postJson({ ...answer, pv }, { 'user-agent': agent })).then(({ status }) => status)
    const ids = Array.from({ length: 4 }, () => v7())
    const statuses = []
    for (const id of [...ids, ids[0] as string]) statuses.push(await vote(id))
    expect(statuses).toEqual([200, 200, 200, 429, 200])
    expect(await vote(ids[3] as string, 'another browser')).toBe(200)
    site.time.now += 10 * 60_000
    expect([await vote(ids[0] as string), await vote(ids[3] as string)]).toEqual([200, 200])
  })
})
