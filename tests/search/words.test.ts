import { describe, expect, it } from 'vitest'
import { addressWords } from '../../src/search/address-words.ts'
import { searchSetup } from '../../src/search/setup.ts'
import { Analyser } from '../../src/search/analysis.ts'
import { foldAccents } from '../../src/search/folding.ts'
import { markTerms } from '../../src/search/mark.ts'
import { quotedPhrases } from '../../src/search/phrases.ts'
import { loadStems } from '../../src/search/stems/load.ts'
import { article, makeLibrary } from './site.ts'

const show = (pieces: { text: string; isMarked: boolean }[]) => pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')

async function mark(locale: string, text: string, query: string): Promise<string> {
  const analyser = new Analyser(locale, await loadStems(locale))
  const tokens = analyser.terms(query).map((term) => term.token)
  return show(
    markTerms(
      text,
      (part) => analyser.terms(part),
      (term) => tokens.some((token) => (token.endsWith('ʘ') ? token === term.token : term.token.startsWith(token))),
    ),
  )
}

it('folds a row of marks that was made to be slow', () => {
  expect(foldAccents(`a${'\u0301'.repeat(200_000)}b`)).toBe('ab')
})

describe('markTerms', () => {
  it.each([
    ['en', 'Search for answers', 'searching', '[Search] for answers'],
    ['en', 'Answers for teams', 'team', 'Answers for [teams]'],
    ['en', 'Reset, don’t restart', 'reset', '[Reset], don’t restart'],
    ['ru', 'Вход в учётную запись', 'учетная', 'Вход в [учётную] запись'],
    ['fa', 'می‌خواهید بدانید', 'میخواهید', '[می‌خواهید] بدانید'],
    ['fa', 'كتاب‌هاي ما', 'کتاب', '[كتاب‌هاي] ما'],
    ['he', 'שָׁלוֹם לכולם', 'שלום', '[שָׁלוֹם] לכולם'],
    ['he', 'החלפת הסיסמה', 'סיסמה', 'החלפת [הסיסמה]'],
    ['lv', 'Pierakstīšanās kontā', 'konts', 'Pierakstīšanās [kontā]'],
    ['ja', 'パスワードを変更する', '変更', 'パスワードを[変更]する'],
    ['zh', '黑豹队的防守', '防', '黑豹队的[防守]'],
    ['hi', 'हिन्दी में लिखें', 'हिन्दी', '[हिन्दी] में लिखें'],
    ['en', 'A plan', 'a', '[A] plan'],
    ['en', 'Take care', 'card', 'Take care'],
    ['en', 'Write an e-mail', 'mail', 'Write an e-[mail]'],
    ['en', 'Write an e-mail', 'email', 'Write an [e-mail]'],
    ['en', '<b>Bold</b>', 'bold', '<b>[Bold]</b>'],
  ])('shows in %s “%s” for “%s”…', async (locale, text, query, expected) => {
    expect(await mark(locale, text, query)).toBe(expected)
  })
})

describe('quotedPhrases', () => {
  it.each([
    ['he', 'מנכ"ל ויו"ר', 0],
    ['he', '״מרכז העזרה״', 1],
    ['lv', 'kur ir „palīdzības centrs“', 1],
    ['fa', '«حریم خصوصی» و "زبان"', 2],
    ['en', '5" and 6" screens', 0],
  ])('reads in %s “%s”, where marks inside a word are part of it', async (locale, text, count) => {
    expect(quotedPhrases(text, new Analyser(locale, await loadStems(locale)))).toHaveLength(count)
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
