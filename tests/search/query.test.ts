import { beforeAll, describe, expect, it } from 'vitest'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TextPiece } from '../../src/search/contract.ts'
import { createSearch } from '../../src/search/query.ts'
import { loadFrom } from './load-from.ts'
import { article, makeLibrary, serveSearch } from './site.ts'

const plain = (pieces: TextPiece[]) => pieces.map((piece) => piece.text).join('')
const marked = (pieces: TextPiece[]) => pieces.filter((piece) => piece.isMarked).map((piece) => piece.text)

let site: Awaited<ReturnType<typeof serveSearch>>
const ask = (locale: string, text: string, category?: string) => site.open(locale).ask({ text, limit: 10, ...(category ? { category } : {}) })

beforeAll(async () => {
  const library = await makeLibrary(
    {
      'en/account/sign-in': article(
        'Sign in to your account',
        'Use your password.\n\n## Forgotten passwords {#forgotten}\n\nAsk for a new password by e-mail.',
      ),
      'en/account/close': article(
        'Close an account',
        'You can leave at any time. The account is deleted after a month.',
        'keywords: [delete, remove, resign]\n',
      ),
      'en/billing/refund': article(
        'Get a refund',
        'Money comes back within a week. There is no plan z. Write `<script>alert("x")</script>` & co.',
        'questions: ["Can I have my money back?"]\n',
      ),
      'en/billing/secret': article('Secret plans', 'Nobody reads passwords here.', 'draft: true\n'),
      'fa/account/sign-in': article('ورود به حساب', 'با گذرواژه وارد می‌شوید.'),
      'he/account/sign-in': article('כניסה לחשבון', 'השתמשו בסיסמה שלכם.'),
      'ru/account/sign-in': article('Вход в учётную запись', 'Введите пароль. Пароли меняют раз в год.'),
      'lv/account/sign-in': article('Pierakstīšanās kontā', 'Ievadiet savu paroli.'),
    },
    // As while writing, when drafts have pages.
    { drafts: true },
  )
  site = await serveSearch(library)
})

describe('search', () => {
  it.each([
    ['en', 'passwords', 'Sign in to your account', '/account/sign-in/'],
    ['fa', 'گذرواژه', 'ورود به حساب', '/fa/account/sign-in/'],
    ['he', 'בסיסמה', 'כניסה לחשבון', '/he/account/sign-in/'],
    ['ru', 'паролей', 'Вход в учётную запись', '/ru/account/sign-in/'],
    ['lv', 'paroli', 'Pierakstīšanās kontā', '/lv/account/sign-in/'],
  ])('finds the %s article for “%s”', async (locale, text, title, url) => {
    const { results, total } = await ask(locale, text)
    expect([plain(results[0]!.title), results[0]!.url, results[0]!.locale]).toEqual([title, url, locale])
    expect(total).toBe(1)
    expect(marked(results[0]!.excerpt).length).toBeGreaterThan(0)
  })

  it.each([
    ['fa', 'می شوید', 'می‌شوید'],
    ['lv', 'pierakstisanas', 'Pierakstīšanās'],
    ['ru', 'учетную', 'учётную'],
  ])('finds %s words written without their marks: “%s”', async (locale, text) => {
    expect((await ask(locale, text)).results.map((result) => result.path)).toContain('account/sign-in')
  })

  it('marks the searched words in titles', async () => {
    const { results } = await ask('en', 'sign account')
    expect(marked(results[0]!.title)).toEqual(['Sign', 'account'])
  })

  it('keeps code in an article as text and marks words without their punctuation', async () => {
    const { results } = await ask('en', 'script')
    const { excerpt } = results[0]!
    expect(plain(excerpt)).toContain('<script>alert("x")</script> & co.')
    expect(marked(excerpt)).not.toContain('<script>')
  })

  it('finds an article by its keywords and questions, and shows its description then', async () => {
    expect((await ask('en', 'remove')).results.map((result) => result.path)).toEqual(['account/close'])
    const { results } = await ask('en', 'have money back')
    expect(results[0]!.path).toBe('billing/refund')
    expect(plain((await ask('en', 'resign')).results[0]!.excerpt)).toBe('About Close an account')
  })

  it('finds an article by the words of its address', async () => {
    expect((await ask('ru', 'sign in')).results.map((result) => result.url)).toEqual(['/ru/account/sign-in/'])
  })

  it('links to the sections that have the words', async () => {
    const { results } = await ask('en', 'e-mail')
    expect(results[0]!.sections.map(({ title, url }) => [plain(title), url])).toEqual([['Forgotten passwords', '/account/sign-in/#forgotten']])
  })

  it('stays within a category', async () => {
    expect((await ask('en', 'account', 'account')).total).toBe(2)
    expect((await ask('en', 'account', 'billing')).total).toBe(0)
    expect((await ask('en', 'refund', 'billing')).results[0]!.category).toEqual({ id: 'billing', title: 'Billing' })
  })

  it('leaves drafts out', async () => {
    expect((await ask('en', 'secret')).total).toBe(0)
  })

  it('finds what is written in another language only, and says which', async () => {
    const { results, otherLanguages } = await ask('fa', 'refund')
    expect(results).toEqual([])
    expect(otherLanguages.map(({ url, locale, title }) => [url, locale, plain(title)])).toEqual([['/fa/billing/refund/', 'en', 'Get a refund']])
  })

  it('shows the translation of an article that was found by words of another language', async () => {
    const { results, total, otherLanguages } = await ask('fa', 'passwords')
    expect(results.map(({ url, locale, title }) => [url, locale, plain(title)])).toEqual([['/fa/account/sign-in/', 'fa', 'ورود به حساب']])
    expect([total, otherLanguages]).toEqual([1, []])
  })

  it('finds articles with some of the words when none has all of them', async () => {
    const { results, hasAllWords } = await ask('en', 'refund deleted')
    expect(hasAllWords).toBe(false)
    expect(results.map((result) => result.path).sort()).toEqual(['account/close', 'billing/refund'])
  })

  it.each([
    ['"new password"', ['account/sign-in']],
    ['"password new"', []],
    ['«money comes back»', ['billing/refund']],
    ['"sign in" account', ['account/sign-in', 'account/close']],
  ])('takes quoted words as they follow each other: %s', async (text, paths) => {
    const { results, hasAllWords } = await ask('en', text)
    expect([hasAllWords, hasAllWords ? results.map((result) => result.path) : []]).toEqual([paths.length > 0, paths])
  })

  it('puts articles with the quoted words before others when more is asked', async () => {
    const { results } = await ask('en', 'which password for "money comes back"')
    expect(results.map((result) => result.path)).toEqual(['billing/refund', 'account/sign-in'])
  })

  it('corrects and completes nothing that is quoted', async () => {
    expect((await ask('en', '"pasword"')).total).toBe(0)
    expect((await ask('en', '"passw"')).total).toBe(0)
  })

  it('leaves out words that no article has, and says so', async () => {
    const { results, hasAllWords } = await ask('en', 'refund xylophone')
    expect([results.map((result) => result.path), hasAllWords]).toEqual([['billing/refund'], false])
  })

  it('shows where the sentence or the row of a table begins that has the searched words', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => `| setting-${row} | What it does on every page of the site |`)
    rows[12] = '| “brand” mark | Your emblem in the header |'
    const before = 'This sentence stands at the beginning and has nothing of it. '.repeat(8)
    const library = await makeLibrary({
      'en/account/settings': article('Settings', `| Setting | Meaning |\n|---|---|\n${rows.join('\n')}`),
      'en/account/terms': article('Terms', `${before}Whoever cancels an order gets the money back. ${before}`),
    })
    const { ask } = (await serveSearch(library)).open('en')
    const passage = async (text: string) => plain((await ask({ text, limit: 1 })).best!.pieces)
    expect(await passage('emblem in the header')).toBe('“brand” mark · Your emblem in the header')
    expect(await passage('cancels an order')).toMatch(/^Whoever cancels an order gets the money back\. This sentence/)
  })

  it('takes no word for another that begins otherwise and has two of few letters in common less', async () => {
    const library = await makeLibrary({
      'en/account/language': article('Languages', 'Open the picker to run through the languages.'),
      'en/account/other': article('Others', 'Nothing else is here.'),
    })
    const { ask } = (await serveSearch(library)).open('en')
    expect(await ask({ text: 'run in docker', limit: 3 })).toMatchObject({ isGood: false, corrected: [] })
    expect(await ask({ text: 'open the pikcrr', limit: 3 })).toMatchObject({ corrected: [{ from: 'pikcrr', to: 'picker' }] })
  })

  it('does not take the first letter of an unknown word for it', async () => {
    expect((await ask('en', 'zebra')).total).toBe(0)
    expect((await ask('en', 'z')).total).toBe(1)
  })

  it('answers nothing to no words, and to words that are nowhere', async () => {
    expect((await ask('en', '  … ')).total).toBe(0)
    const answer = await ask('lv', 'zzzz qqqq')
    expect([answer.total, answer.results, answer.otherLanguages]).toEqual([0, [], []])
  })
})

describe('the index', () => {
  it('is written for every locale', () => {
    for (const locale of ['en', 'fa', 'he', 'ru', 'lv']) expect(existsSync(join(site.outDir, 'search-index', locale, 'first.json'))).toBe(true)
  })
})

describe('a number', () => {
  it('is never taken for another that looks like it, but may be unfinished', async () => {
    const other = await serveSearch(
      await makeLibrary({ 'en/account/ports': article('Ports', 'The site is at 43210.'), 'en/billing/refund': article('Refund', 'Within 30 days.') }),
    )
    const ask = async (text: string) => (await other.open('en').ask({ text, limit: 5 })).results.map(({ path }) => path)
    expect(await ask('43210')).toEqual(['account/ports'])
    expect(await ask('4321')).toEqual(['account/ports'])
    expect(await ask('43220')).toEqual([])
  })
})

describe('names that the reader’s language lacks', () => {
  it('come from a fallback language before any other that has them too', async () => {
    const text = 'Run crontab with sqlite. Crontab and sqlite.'
    const other = await serveSearch(
      await makeLibrary({
        'en/billing/copy': article('Keep a copy', `${text} ${'Many other words stand here as well. '.repeat(20)}`),
        'lv/billing/copy': article('Crontab sqlite', text),
        'he/billing/refund': article('החזר', 'כסף'),
      }),
    )
    const { otherLanguages } = await other.open('he').ask({ text: 'crontab sqlite', limit: 5 })
    expect(otherLanguages.map(({ locale, url }) => [locale, url])).toEqual([['en', '/he/billing/copy/']])
  })
})

describe('a search whose index does not load', () => {
  const query = { text: 'refund', limit: 5 }
  /** Fails the first `failures` times that a file is asked for. */
  const searchWith = (failing: RegExp, failures: number) => {
    let left = failures
    const load = loadFrom(site.files)
    return createSearch({ locale: 'en', prefix: '', indexes: ['en'] }, async (path) => {
      if (failing.test(path) && left-- > 0) throw new TypeError('Failed to fetch')
      return load(path)
    })
  }

  it.each([/first/, /words/, /tokens/, /articles/])('tries %s a second time before the reader is told', async (failing) => {
    expect((await searchWith(failing, 1).ask(query)).results.map(({ path }) => path)).toEqual(['billing/refund'])
  })

  it.each([/first/, /words/, /tokens/, /articles/])('fails without %s, and works at the next attempt', async (failing) => {
    const search = searchWith(failing, 2)
    await expect(search.ask(query)).rejects.toThrow('Failed to fetch')
    expect((await search.ask(query)).total).toBe(1)
  })
})
