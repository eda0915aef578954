import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../src/search/contract.ts'
import { buildLocaleIndex } from '../../src/search/index.ts'
import { createSearch } from '../../src/search/query.ts'
import { loadFrom } from './load-from.ts'
import { article, makeLibrary, serveSearch } from './site.ts'

let site: Awaited<ReturnType<typeof serveSearch>>

async function stagesOf(locale: string, text: string, category?: string): Promise<SearchAnswer[]> {
  const answers: SearchAnswer[] = []
  for await (const answer of site.open(locale).stages({ text, limit: 10, ...(category ? { category } : {}) })) answers.push(answer)
  return answers
}
const pathsOf = (answer: SearchAnswer) => answer.results.map((result) => result.path)

beforeAll(async () => {
  site = await serveSearch(
    await makeLibrary({
      'en/account/sign-in': article('Sign in to your account', 'Use your password.\n\n## Forgotten passwords {#forgotten}\n\nAsk for a new one by e-mail.'),
      'en/billing/refund': article('Get a refund', 'Money comes back to your account within a week.', 'questions: ["Can I have my money back?"]\n'),
      'fa/account/sign-in': article('ورود به حساب', 'با گذرواژه وارد می‌شوید.'),
    }),
  )
})

describe('the stages of an answer', () => {
  it('are titles, headings, questions and descriptions first, and all texts then', async () => {
    const [first, full, ...more] = await stagesOf('en', 'account')
    expect([first!.stage, pathsOf(first!)]).toEqual(['first', ['account/sign-in']])
    expect([full!.stage, pathsOf(full!)]).toEqual(['full', ['account/sign-in', 'billing/refund']])
    expect(more).toEqual([])
  })

  it.each(['forgotten', 'refunds', 'money back', 'accou'])('has a first one for “%s”', async (text) => {
    expect((await stagesOf('en', text)).map(({ stage }) => stage)).toEqual(['first', 'full'])
  })

  it('has a first one in the reader’s language', async () => {
    const [first] = await stagesOf('fa', 'حسابها')
    expect([first!.stage, first!.results[0]!.url]).toEqual(['first', '/fa/account/sign-in/'])
  })

  it('leaves the first one out when it would be empty', async () => {
    expect((await stagesOf('en', 'week')).map(({ stage }) => stage)).toEqual(['full'])
  })

  it('stays within a category in both', async () => {
    expect((await stagesOf('en', 'account', 'billing')).map(pathsOf)).toEqual([['billing/refund']])
  })
})

describe('the stages of an answer to somebody who types on', () => {
  /** The search of a site whose texts can be held back, or lost. */
  function openLate() {
    const read = loadFrom(site.files)
    let next: (() => Promise<void>) | undefined
    const search = createSearch({ locale: 'en', prefix: '', indexes: ['en'] }, async (path) => {
      if (path.includes('/articles/')) await next?.()
      return read(path)
    })
    const stages = async (text: string) => {
      const seen: string[] = []
      for await (const { stage } of search.stages({ text, limit: 10 })) seen.push(stage)
      return seen
    }
    const hold = (until: () => Promise<void>) => (next = until)
    return { search, stages, hold }
  }

  it('are one when the whole is there at once', async () => {
    const { stages } = openLate()
    expect(await stages('refund')).toEqual(['first', 'full'])
    expect(await stages('refund')).toEqual(['full'])
  })

  it('are two when a text has to come first', async () => {
    const { search, hold } = openLate()
    await search.ask({ text: 'week', limit: 10 })
    let come = () => {}
    const late = new Promise<void>((resolve) => (come = resolve))
    hold(() => late)
    const answers = search.stages({ text: 'account', limit: 10 })
    expect((await answers.next()).value).toMatchObject({ stage: 'first' })
    come()
    expect((await answers.next()).value).toMatchObject({ stage: 'full' })
  })

  it('are the first and a failure when the text is lost', async () => {
    const { search, hold } = openLate()
    await search.ask({ text: 'week', limit: 10 })
    hold(() => Promise.reject(new Error('gone')))
    const answers = search.stages({ text: 'account', limit: 10 })
    expect((await answers.next()).value).toMatchObject({ stage: 'first' })
    await expect(answers.next()).rejects.toThrow('gone')
  })
})

describe('the file of the first stage', () => {
  it('stays small in a large help centre: titles are kept, and what the full text finds anyway is not', async () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => createHash('md5').update(`${from} ${index}`).digest('hex').slice(0, 9)).join(' ')
    const documents = Array.from({ length: 1000 }, (_, index) => ({
      url: `/help/${index}/`,
      path: `help/${index}`,
      title: words(index % 50, 3),
      description: words(index, 12),
      category: { id: 'help', title: 'Help' },
      sections: [{ id: 'a', title: words(index % 20, 2), text: 'A text.' }],
    }))
    const file = JSON.parse(Buffer.from((await buildLocaleIndex('en', documents)).get('first.json')!).toString())
    expect([file.titles.split('\n').length, file.descriptions, file.headings.split('\n').length]).toEqual([1000, '', 1000])
    expect(brotliCompressSync(JSON.stringify(file)).length).toBeLessThan(26_000)
  })
})
