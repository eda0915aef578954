import { beforeAll, describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { serveSearch } from './site.ts'

let site: Awaited<ReturnType<typeof serveSearch>>
const ask = (locale: string, text: string) => site.open(locale).ask({ text, limit: 5 })

beforeAll(async () => {
  site = await serveSearch(await createLibrary(readContentTree('content'), { drafts: false, publicDir: 'public' }))
})

describe('names in another script', () => {
  it.each([
    ['fa', 'Waymark را چطور نصب کنم', 'start/install-and-run'],
    ['fa', 'ویمارک را چطور نصب کنم', 'start/install-and-run'],
    ['he', 'איך מתקינים Waymark', 'start/install-and-run'],
    ['ru', 'как установить Waymark', 'start/install-and-run'],
    ['fa', 'CONTENT_DIR', 'start/replace-the-content'],
    ['fa', 'npm run build', 'operating/deploy'],
    ['lv', 'nginx', 'operating/deploy'],
  ])('are found in %s inside a sentence or alone: “%s”', async (locale, text, path) => {
    const { results, isGood } = await ask(locale, text)
    expect(results.slice(0, 3).map((result) => result.path)).toContain(path)
    expect(isGood).toBe(true)
    for (const result of results) expect([result.locale, result.url]).toEqual([locale, `/${locale}/${result.path}/`])
  })
})

describe('what the reader’s language does not have', () => {
  it.each([
    ['fa', 'macro', 'playbook/write-replies-that-end-the-contact'],
    ['he', 'warm transfer', 'playbook/hand-over-without-repeating'],
    ['lv', 'warm transfer', 'playbook/hand-over-without-repeating'],
    ['fa', 'macro را چطور بنویسم', 'playbook/write-replies-that-end-the-contact'],
    ['he', 'איך משתמשים ב-macro', 'playbook/write-replies-that-end-the-contact'],
    ['ru', 'как настроить macro', 'playbook/write-replies-that-end-the-contact'],
    ['ru', 'warm transfer', 'playbook/hand-over-without-repeating'],
  ])('comes for %s “%s” in another language, which it names, on a page of the reader’s locale', async (locale, text, path) => {
    const { otherLanguages } = await ask(locale, text)
    expect(otherLanguages.map((result) => result.path)).toContain(path)
    for (const result of otherLanguages) expect([result.locale, result.url]).toEqual(['en', `/${locale}/${result.path}/`])
  })

  it('is not searched in other languages when the reader’s own answers', async () => {
    expect((await ask('fa', 'ترجمه مقاله')).otherLanguages).toEqual([])
  })
})

describe('a search in another language of the site than the page’s', () => {
  it.each([
    ['en', 'ru', 'как изменить язык', 'using/change-language'],
    ['en', 'ru', 'как перевесті статью', 'translating/translate-an-article'],
    ['en', 'fa', 'چطور زبان را عوض کنم', 'using/change-language'],
    ['en', 'he', 'איך משנים שפה', 'using/change-language'],
    ['en', 'lv', 'kā nomainīt valodu', 'using/change-language'],
    ['fa', 'ru', 'как связаться с человеком', 'using/contact-a-person'],
    ['ru', 'he', 'איך מתרגמים מאמר', 'translating/translate-an-article'],
    ['he', 'lv', 'kā iztulkot rakstu', 'translating/translate-an-article'],
  ])('is answered on a page in %s in %s, which the result names and leads to: “%s”', async (locale, other, text, path) => {
    const { results, total, isGood, otherLanguages } = await ask(locale, text)
    expect([results, total, isGood]).toEqual([[], 0, false])
    expect(otherLanguages.slice(0, 3).map((result) => result.path)).toContain(path)
    for (const result of otherLanguages) expect([result.locale, result.url]).toEqual([other, `/${other}/${result.path}/`])
  })

  it.each([
    ['en', 'my cat is hungry on the balcony'],
    ['en', 'моя кошка хочет есть на балконе'],
    ['ru', 'my cat is hungry on the balcony'],
  ])('finds in %s nothing where no language answers: “%s”', async (locale, text) => {
    const { isGood, otherLanguages } = await ask(locale, text)
    expect([isGood, otherLanguages]).toEqual([false, []])
  })
})
