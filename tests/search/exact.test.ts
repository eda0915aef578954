import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import type { Library } from '../../src/articles/library.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { buildLocaleIndex } from '../../src/search/index.ts'
import { createSearch } from '../../src/search/query.ts'
import { inFolder, loadFrom } from './load-from.ts'
import { article, makeLibrary, serveSearch } from './site.ts'

let library: Library
let site: Awaited<ReturnType<typeof serveSearch>>

beforeAll(async () => {
  library = await createLibrary(readContentTree('content'), { drafts: false, publicDir: 'public' })
  site = await serveSearch(library)
})

describe('a title, a question or a keyword of an article', () => {
  it.each(['en', 'fa', 'he', 'ru', 'lv'])('is answered by that article in both stages, in %s', async (locale) => {
    const search = site.open(locale)
    const articles = library.articles(locale).filter(({ isTranslated }) => isTranslated)
    const textsOf = (path: string) => articles.filter((one) => one.path === path).flatMap(({ frontMatter: { title, questions = [] } }) => [title, ...questions])
    const wrong: string[] = []
    for (const { path, frontMatter } of articles) {
      for (const text of [frontMatter.title, ...(frontMatter.questions ?? [])]) {
        for await (const { stage, results, isGood, best } of search.stages({ text, limit: 3 })) {
          const first = results[0]?.path ?? ''
          // Two articles may have the same question.
          const isRight = first === path || textsOf(first).includes(text)
          if (!isRight || !isGood || (stage === 'full' && best?.path !== first)) wrong.push(`${stage} “${text}”: ${first} instead of ${path}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it.each([
    ['without its case and marks', 'CAN I, have my money BACK', 'billing/refund'],
    ['in other forms of its words', 'can I have my moneys back', 'billing/refund'],
    ['as a title rather than a question', 'Close an account', 'account/close'],
    ['without the words that say little', 'card fees paid', 'billing/late'],
    ['as a question word for word rather than without its small words', 'Why is my money late?', 'billing/late'],
    ['as a keyword of several words', 'sign-in money', 'account/sign-in'],
  ])('is known %s', async (_how, text, path) => {
    const other = await serveSearch(
      await makeLibrary({
        'en/account/close': article('Close an account', 'You can leave.'),
        'en/account/sign-in': article(
          'Sign in',
          'Accounts are closed here: close an account, close accounts.',
          'questions: ["Close an account"]\nkeywords: [sign-in money]\n',
        ),
        'en/billing/money': article(
          'Have money',
          'Have my money back, can I have it, my money, back and back again. Card fees paid, card fees paid.',
          'keywords: [money, have, back, card, fees, paid]\n',
        ),
        'en/billing/refund': article('Get a refund', 'Soon.', 'questions: ["Can I have my money back?", "When is the money late?"]\n'),
        'en/billing/late': article('Wait for it', 'Late is late.', 'questions: ["Why is my money late?", "Which card fees are paid?"]\n'),
      }),
    )
    for await (const { results, isGood } of other.open('en').stages({ text, limit: 3 })) expect([results[0]!.path, isGood]).toEqual([path, true])
  })
})

describe('a question of a help centre whose questions the first file has no room for', () => {
  it('is answered by the article that has it', async () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => createHash('md5').update(`${from} ${index}`).digest('hex').slice(0, 9)).join(' ')
    const documents = Array.from({ length: 1000 }, (_, index) => ({
      url: `/help/${index}/`,
      path: `help/${index}`,
      title: words(index % 90, 3),
      questions: [`How ${words(index, 4)}`, `Where ${words(index + 5000, 4)}`],
      category: { id: 'help', title: 'Help' },
      sections: [{ title: '', text: `${words(index + 1, 4)} ${words(index + 1, 4)} ${words(index, 3)}` }],
    }))
    const files = inFolder('en', await buildLocaleIndex('en', documents))
    expect(JSON.parse(Buffer.from(files.get('en/first.json')!).toString()).questions).toBe('')
    const search = createSearch({ locale: 'en', prefix: '', indexes: ['en'] }, loadFrom(files))
    for (const index of [0, 7, 400, 999]) {
      const { results, best } = await search.ask({ text: `how ${words(index, 4)}?`, limit: 3 })
      expect([results[0]?.path, best?.path]).toEqual([`help/${index}`, `help/${index}`])
    }
  })
})
