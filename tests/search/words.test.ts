import { describe, expect, it } from 'vitest'
import { addressWords } from '../../src/search/address-words.ts'
import { searchSetup } from '../../src/search/setup.ts'
import { markWords, queryWords, readExcerpt } from '../../src/search/mark.ts'
import { article, makeLibrary } from './site.ts'

const show = (pieces: { text: string; isMarked: boolean }[]) => pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')

describe('markWords', () => {
  it.each([
    ['Search for answers', 'search', '[Search] for answers'],
    ['Search for answers', 'searching', '[Search] for answers'],
    ['Answers for teams', 'team', 'Answers for [teams]'],
    ['Reset, don’t restart', 'res', '[Reset], don’t [restart]'],
    ['Вход в учётную запись', 'учетную', 'Вход в [учётную] запись'],
    ['می‌خواهید بدانید', 'میخواهید', '[می‌خواهید] بدانید'],
    ['שָׁלוֹם לכולם', 'שלום', '[שָׁלוֹם] לכולם'],
    ['パスワードを変更する', '変更', 'パスワードを[変更]する'],
    ['A plan', 'a', '[A] plan'],
    ['Our price', 'pricing', 'Our [price]'],
    ['Take care', 'card', 'Take care'],
    ['Write an e-mail', 'mail', 'Write an e-[mail]'],
    ['<b>Bold</b>', 'bold', '<b>[Bold]</b>'],
  ])('shows “%s” for “%s” as “%s”', (text, query, expected) => {
    expect(show(markWords(text, queryWords(query)))).toBe(expected)
  })
})

describe('readExcerpt', () => {
  it.each([
    ['use <mark>words.</mark> <mark>(twice)</mark>', 'use [words]. ([twice])'],
    ['a <mark>&lt;script&gt;</mark> & b', 'a <[script]> & b'],
    ['<mark>…</mark>', '…'],
  ])('reads “%s”', (excerpt, expected) => {
    expect(show(readExcerpt(excerpt))).toBe(expected)
  })
})

describe('addressWords', () => {
  it.each([
    ['/fa/account/reset-password/', '/fa', 'account reset password'],
    ['/help/2024/How_To%20pay.html', '', 'help How pay'],
    ['/%E0%A4%A/refund', '', 'refund'],
    ['/ru/счёт-фактура', '/ru', 'счёт фактура'],
    ['/', '', ''],
  ])('reads “%s”', (path, prefix, words) => {
    expect(addressWords(path, prefix)).toBe(words)
  })
})

describe('searchSetup', () => {
  it('asks the reader’s language first and leaves out languages without articles', async () => {
    const library = await makeLibrary({ 'en/billing/refund': article('Get a refund', 'Soon.'), 'fa/account/name': article('نام شما', 'نام') })
    const setup = searchSetup(library, 'fa')
    expect(setup.indexes).toEqual(['fa', 'en'])
    expect(searchSetup(library, 'lv').indexes).toEqual(['en', 'fa'])
    expect(setup.prefix).toBe('/fa')
    expect(setup.popular.map(({ url, locale }) => [url, locale])).toEqual([['/fa/billing/refund/', 'en']])
    expect(Object.keys(setup.count).sort()).toEqual(['one', 'other'])
  })
})
