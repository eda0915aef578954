import { describe, expect, it } from 'vitest'
import { articleFeed } from '../../src/articles/feed.ts'
import { article, makeLibrary } from '../search/site.ts'

const NOON = Date.UTC(2026, 10, 22, 12)

/** Titles of the entries in their order with the day of each, and the day of the whole feed. */
async function readFeed(articles: Record<string, string>, locale = 'en') {
  const xml = articleFeed(await makeLibrary(articles, { drafts: false, now: NOON }), locale, NOON)
  const entries = [...xml.matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([entry]) => {
    const read = (name: string) => new RegExp(`<${name}[^>]*>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(entry)?.[1]
    return `${read('updated')?.slice(0, 10)} ${read('title')}`
  })
  return { xml, entries, updated: /<updated>([^<]*)/.exec(xml)?.[1] }
}

describe('the feed', () => {
  it('begins with the latest change, by either day', async () => {
    const { entries, updated } = await readFeed({
      'en/account/a': article('Published', 'Text.', 'published: 2026-03-01\n'),
      'en/account/b': article('Updated', 'Text.', 'published: 2025-01-01\nupdated: 2026-05-01\n'),
      'en/account/c': article('Old', 'Text.', 'updated: 2024-01-01\n'),
    })
    expect(entries).toEqual(['2026-05-01 Updated', '2026-03-01 Published', '2024-01-01 Old'])
    expect(updated).toBe('2026-05-01T00:00:00.000Z')
  })

  it('leaves out an article without a day, and one that only English has', async () => {
    const articles = { 'en/account/a': article('Dated', 'Text.', 'updated: 2026-03-01\n'), 'en/account/b': article('Undated', 'Text.') }
    expect((await readFeed(articles)).entries).toEqual(['2026-03-01 Dated'])
    expect((await readFeed(articles, 'lv')).entries).toEqual([])
  })

  it('is as old as its build when it has no entry', async () => {
    const { updated, xml } = await readFeed({ 'en/account/b': article('Undated', 'Text.') })
    expect(updated).toBe('2026-11-22T12:00:00.000Z')
    expect(xml).not.toContain('1970')
  })

  it('believes no day that is still to come', async () => {
    const { entries, xml } = await readFeed({
      'en/account/a': article('Slip', 'Text.', 'published: 2026-01-01\nupdated: 2062-11-20\n'),
      'en/account/b': article('Planned', 'Text.', 'published: 2027-01-01\n'),
      'en/account/c': article('Today in Auckland', 'Text.', 'published: 2026-11-23\n'),
    })
    expect(entries).toEqual(['2026-11-23 Today in Auckland', '2026-01-01 Slip'])
    expect(xml).not.toMatch(/2062|2027/)
  })
})
