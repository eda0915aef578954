import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { makeSite, postForm, postJson, readEvents, type Site } from '../server/site.ts'

const answer = { path: '/using/find-an-answer/', article: 'using/find-an-answer', revision: '0123456789abcdef', locale: 'en' }
const form = { ...answer, vote: 'no', comment: 'Step 3 is gone', email: 'anna@example.com' }
const readAddresses = ({ store }: Site) =>
  store.read<{ subject: string; address: string; expires: number }>(
    'SELECT subject, address, expires FROM contact_address WHERE site = :site ORDER BY address',
    {},
  )

describe('an address that is left with a comment', () => {
  it('is kept apart from the comment, for 90 days', async () => {
    const site = await makeSite()
    const id = v7()
    expect((await site.request('/api/feedback', postJson({ ...answer, id, comment: 'Please help', email: ' anna@example.com ' }))).status).toBe(200)
    const expires = site.time.now + 90 * 86_400_000
    expect(await readAddresses(site)).toMatchObject([{ subject: id, address: 'anna@example.com', expires }])
    expect(JSON.stringify(await readEvents(site.store))).not.toContain('anna@')
    await site.store.forgetExpired(expires)
    expect(await readAddresses(site)).toEqual([])
  })

  it('is taken without JavaScript, once for two presses, and corrected by a third', async () => {
    const site = await makeSite()
    for (const email of ['anna@example.com', 'anna@example.com', 'ana@example.com']) {
      expect((await site.request('/api/feedback', postForm({ ...form, email }))).status).toBe(303)
    }
    const comments = await readEvents(site.store, 'comment')
    expect(comments).toHaveLength(2)
    const addresses = await readAddresses(site)
    const kept = comments.map(({ answer }) => addresses.find(({ subject }) => subject === answer)?.address)
    expect(kept).toEqual(['anna@example.com', 'ana@example.com'])
  })

  it('is not kept without a comment', async () => {
    const site = await makeSite()
    expect((await site.request('/api/feedback', postForm({ ...form, comment: '  ' }))).status).toBe(303)
    const refused = await site.request('/api/feedback', postJson({ ...answer, vote: 'yes', email: 'anna@example.com' }))
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('An address belongs to a comment.')])
    expect(await readAddresses(site)).toEqual([])
  })

  it.each(['anna', 'anna@', 'a@b', 'anna@example.com, eve@example.com', 'a@b.c\nBcc: x@y.z', `${'a'.repeat(250)}@example.com`])(
    'is refused as %j',
    async (email) => {
      const site = await makeSite()
      expect((await site.request('/api/feedback', postJson({ ...answer, comment: 'Help', email }))).status).toBe(422)
      const page = await site.request('/api/feedback', postForm({ ...form, email }))
      expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('Write one such as name@example.com')])
      expect(await readEvents(site.store)).toEqual([])
    },
  )
})
