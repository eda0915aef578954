import { describe, expect, it } from 'vitest'
import { v4 } from 'uuid'
import { makeSite, postJson, TOKEN } from './site.ts'

const files = {
  'account/enter/index.html': 'The article',
  'account/sign-in/index.html': 'A page for other hosts',
  '_redirects.nginx': '',
  'articles.json': JSON.stringify([{ path: 'account/enter', locale: 'en', title: 'Enter', url: '/account/enter/', category: 'account' }]),
  'redirects.json': JSON.stringify({
    articles: { 'account/sign-in': 'account/enter' },
    addresses: { '/account/sign-in/': '/account/enter/', '/hc/fa/articles/12-ورود': '/fa/account/enter/' },
  }),
}

describe('readers of an old address', () => {
  it.each([
    ['/account/sign-in/', '/account/enter/'],
    ['/account/sign-in', '/account/enter/'],
    ['/account/sign-in/?from=mail&x=%20', '/account/enter/?from=mail&x=%20'],
    ['/hc/fa/articles/12-%D9%88%D8%B1%D9%88%D8%AF', '/fa/account/enter/'],
    ['/hc/fa/articles/12-%D9%88%D8%B1%D9%88%D8%AF/?a', '/fa/account/enter/?a'],
  ])('are led on: %s', async (path, location) => {
    const site = await makeSite({ files })
    const response = await site.request(path)
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([308, location, ''])
  })

  it('get what is there when nothing has moved, and nobody gets the hosts’ own files', async () => {
    const site = await makeSite({ files })
    expect((await site.request('/account/enter/')).status).toBe(200)
    expect((await site.request('/constructor')).status).toBe(404)
    expect((await site.request('/_redirects.nginx')).status).toBe(404)
    expect((await site.request('/account/sign-in/', { method: 'POST' })).status).toBe(405)
  })

  it('count for the article where it is now, whether they answered before it moved or on a page that was still open', async () => {
    const site = await makeSite({ files })
    for (const [article, vote] of [
      ['account/sign-in', 'yes'],
      ['account/sign-in', 'no'],
      ['account/enter', 'yes'],
    ] as const) {
      const body = {
        pv: v4(),
        path: '/account/enter/',
        article,
        revision: '0123456789abcdef',
        locale: 'en',
        vote,
        ...(vote === 'no' && { reasons: ['broken'], comment: 'No key.' }),
      }
      expect((await site.request('/api/feedback', postJson(body))).status).toBe(200)
    }
    const figures = await (await site.request('/api/insights/articles', { headers: { authorization: `Bearer ${TOKEN}` } })).json()
    expect(figures.articles).toMatchObject([
      { article: 'account/enter', title: 'Enter', isPublished: true, votes: 3, helpful: { yes: 2, no: 1 }, reasons: [{ reason: 'broken', n: 1 }] },
    ])
    const page = await (await site.request('/insights/', { headers: { authorization: `Bearer ${TOKEN}` } })).text()
    expect(page).toContain('No key.')
    expect(page).not.toContain('account/sign-in')
  })
})
