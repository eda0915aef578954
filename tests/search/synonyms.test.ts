import { beforeAll, describe, expect, it } from 'vitest'
import { buildLocaleIndex } from '../../src/search/index.ts'
import { createSearch, type Search } from '../../src/search/query.ts'
import { inFolder, loadFrom } from './load-from.ts'

const ARTICLES: Record<string, Record<string, [title: string, text: string]>> = {
  en: {
    'sign-in': ['Sign in', 'Sign in with your password. If it fails, an error says why.'],
    invoice: ['Read an invoice', 'Every invoice lists what was paid.'],
    photo: ['Photos', 'Add a photo.'],
    picture: ['Pictures', 'Add a picture.'],
  },
  fa: {
    price: ['هزینه‌ها', 'هزینهٔ هر ماه در صورت‌حساب می‌آید.'],
    delivery: ['پیگیری سفارش‌ها', 'بسته سه‌روزه می‌رسد.'],
  },
  zh: { refund: ['申请退款', '退款会在一周内退回。'], password: ['修改密码', '选择新的密码。'] },
}
const SYNONYMS = {
  en: {
    same: [
      ['sign in', 'log in', 'login'],
      ['bill', 'invoice'],
      ['courier', 'postman'],
      ['photo', 'picture'],
    ],
    finds: { crash: ['error'], send: ['upload'] },
  },
  fa: { same: [['قیمت', 'هزینه']], finds: {} },
  zh: { same: [['退钱', '退款']], finds: {} },
}

const searches = new Map<string, Search>()
const words = new Map<string, { synonyms?: string }>()
const ask = (locale: string, text: string, isLiteral = false) => searches.get(locale)!.ask({ text, limit: 5, isLiteral })

beforeAll(async () => {
  for (const [locale, articles] of Object.entries(ARTICLES)) {
    const documents = Object.entries(articles).map(([path, [title, text]]) => ({ url: `/${path}/`, path, title, sections: [{ title: '', text }] }))
    const files = await buildLocaleIndex(locale, documents, { synonyms: SYNONYMS[locale as 'en'] })
    const [, list] = [...files].find(([path]) => path.endsWith('/words.json'))!
    words.set(locale, JSON.parse(Buffer.from(list).toString()))
    searches.set(locale, createSearch({ locale, prefix: '', indexes: [locale] }, loadFrom(inFolder(locale, files))))
  }
})

describe('a word that means the same', () => {
  it.each([
    ['en', 'bill', 'invoice'],
    ['en', 'bills', 'invoice'],
    ['en', 'login', 'sign-in'],
    ['en', 'how do I log in?', 'sign-in'],
    ['en', 'log-in', 'sign-in'],
    ['en', 'crash', 'sign-in'],
    ['fa', 'قيمت', 'price'],
    ['zh', '怎么退钱', 'refund'],
  ])('in %s “%s” finds %s', async (locale, text, path) => {
    const { results, hasAllWords } = await ask(locale, text)
    expect(results[0]?.path).toBe(path)
    if (!text.includes('how') && locale !== 'zh') expect(hasAllWords).toBe(true)
  })

  it('is marked, without the small words around it', async () => {
    const [first] = (await ask('en', 'login')).results
    expect(first!.excerpt.filter((piece) => piece.isMarked).map((piece) => piece.text)).toContain('Sign')
    expect((await ask('en', 'bill')).results[0]!.title).toContainEqual({ text: 'invoice', isMarked: true })
  })

  it('counts less than the word of the reader', async () => {
    expect((await ask('en', 'photo')).results.map((result) => result.path)).toEqual(['photo', 'picture'])
    expect((await ask('en', 'picture')).results.map((result) => result.path)).toEqual(['picture', 'photo'])
    expect((await ask('en', 'bill')).coverage).toBeLessThan((await ask('en', 'invoice')).coverage)
  })

  it('works one way only when it is written so, and not at all for words that are to stay as they are', async () => {
    expect((await ask('en', 'invoice')).results.map((result) => result.path)).toEqual(['invoice'])
    expect((await ask('en', 'bill', true)).total).toBe(0)
  })

  it('costs nothing when no article has it', () => {
    expect(words.get('en')!.synonyms).toBe('log in,login=sign in\nbill=invoice\n=photo,picture\ncreate~add\npasscode~password\ncrash>error')
  })

  it('need not be written down when people call it so anywhere', async () => {
    expect((await searches.get('en')!.ask({ text: 'my passcode', limit: 3 })).results.map(({ path }) => path)).toEqual(['sign-in'])
  })
})
