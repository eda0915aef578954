import { beforeAll, describe, expect, it } from 'vitest'
import { buildLocaleIndex } from '../../src/search/index.ts'
import { createSearch, type Search } from '../../src/search/query.ts'
import { ARTICLES, QUESTIONS } from './golden.ts'
import { inFolder, loadFrom } from './load-from.ts'

const searches = new Map<string, Search>()
const ask = (locale: string, text: string) => searches.get(locale)!.ask({ text, limit: 5 })

beforeAll(async () => {
  for (const [locale, articles] of Object.entries(ARTICLES)) {
    const documents = Object.entries(articles).map(([path, [title, text]]) => ({ url: `/${path}/`, path, title, sections: [{ title: '', text }] }))
    const files = inFolder(locale, await buildLocaleIndex(locale, documents))
    searches.set(locale, createSearch({ locale, prefix: '', indexes: [locale] }, loadFrom(files)))
  }
})

describe('the first result', () => {
  it.each(QUESTIONS)('in %s for %s “%s” is %s', async (locale, _what, text, path) => {
    expect((await ask(locale, text)).results[0]?.path).toBe(path)
  })
})

describe('an answer', () => {
  it('says what was corrected, and finds nothing else when told to leave the words', async () => {
    expect((await ask('en', 'pasword')).corrected).toEqual([{ from: 'pasword', to: 'password' }])
    const literal = await searches.get('en')!.ask({ text: 'pasword', limit: 5, isLiteral: true })
    expect([literal.total, literal.corrected]).toEqual([0, []])
  })

  it('says corrections with the letters that the reader wrote before the word', async () => {
    expect((await ask('he', 'לחשובן')).corrected).toEqual([{ from: 'לחשובן', to: 'לחשבון' }])
    expect((await ask('he', 'הגדרטת')).corrected).toEqual([{ from: 'הגדרטת', to: 'הגדרות' }])
  })

  it('corrects nothing that the articles have', async () => {
    expect((await ask('en', 'change my password')).corrected).toEqual([])
  })

  it('offers what the last word may become', async () => {
    expect((await ask('en', 'my pass')).completions).toEqual(['password'])
    expect((await ask('ru', 'новый пар')).completions).toEqual(['пароль'])
  })

  it.each([
    ['en', 'password'],
    ['en', 'passwords'],
    ['en', 'open a'],
    ['en', 'arrives in th'],
    ['en', '"my pass"'],
    ['fa', 'کتاب'],
    ['ru', 'пароль'],
    ['lv', 'parole'],
  ])('offers in %s no other ending of a finished word, and no word that says little: “%s”', async (locale, text) => {
    expect((await ask(locale, text)).completions).toEqual([])
  })

  it('marks the corrected and inflected forms', async () => {
    const marked = async (locale: string, text: string) =>
      (await ask(locale, text)).results[0]!.title.filter((piece) => piece.isMarked).map((piece) => piece.text)
    expect(await marked('ru', 'паролей')).toEqual(['пароля'])
    expect(await marked('en', 'pasword')).toEqual(['password'])
  })

  it('marks no word that says little beside one that says more', async () => {
    for await (const { results } of searches.get('en')!.stages({ text: 'how can i choose your password', limit: 5 }))
      expect(results[0]!.title.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['password'])
    const { title } = (await ask('en', 'your')).results[0]!
    expect(title.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['your'])
  })

  it('has the passage when it is good, and says when it is not', async () => {
    const good = await ask('en', 'in which week does money come back to my card?')
    expect([good.isGood, good.best?.path]).toEqual([true, 'refund'])
    const none = await ask('en', 'who painted the ceiling of the sistine chapel')
    expect([none.isGood, none.best]).toEqual([false, undefined])
  })
})

describe('a language that nobody knows', () => {
  it.each(['zh_CN', 'xx-unknown-thing', '', 'qaa', 'not a language'])('is searched as it is written when its tag is “%s”', async (locale) => {
    const documents = [
      { url: '/a/', path: 'a', title: '', sections: [] },
      { url: '/a/', path: 'a', title: 'Again', sections: [{ title: '', text: 'The same path.' }] },
      { url: '/b/', path: 'b', title: 'ሰላም ለዓለም', sections: [{ title: '', text: 'ሰላም ለዓለም እንዴት ናችሁ' }] },
      { url: '/c/', path: 'c', title: 'ᏣᎳᎩ', sections: [{ title: '', text: 'ꮳꮃꭹ ꭶꮼꮒꭿꮝꮧ 退款' }] },
    ]
    const files = inFolder(locale, await buildLocaleIndex(locale, documents))
    const search = createSearch({ locale, prefix: '', indexes: [locale] }, loadFrom(files))
    const first = async (text: string) => (await search.ask({ text, limit: 3 })).results[0]?.path
    expect([await first('ሰላ'), await first('ꮳꮃꭹ'), await first('退款'), await first('again'), await first('nothing')]).toEqual(['b', 'c', 'c', 'a', undefined])
  })
})
