import { describe, expect, it } from 'vitest'
import { Analyser } from '../../src/search/analysis.ts'
import { packCommonWords } from '../../src/search/common-words.ts'
import { loadStems } from '../../src/search/stems/load.ts'

describe('words that ask', () => {
  it.each([
    ['ar', 'كيف متى لماذا بأي'],
    ['de', 'wie wann womit worauf'],
    ['el', 'πώς πότε πού πόσο'],
    ['en', 'how when why'],
    ['es', 'cómo cuándo dónde'],
    ['fa', 'چگونه چطور کجا چی'],
    ['he', 'איך מתי כמה באיזה'],
    ['hi', 'कैसे कब क्यों कितने'],
    ['lv', 'kā kad kur cik'],
    ['ro', 'cum când câte'],
    ['ru', 'как когда каким чья'],
    ['tr', 'nasıl kaç nedir'],
    ['uk', 'як коли скільки'],
    ['vi', 'gì nào bao nhiêu'],
  ])('say little in %s: %s', async (locale, words) => {
    const stems = await loadStems(locale)
    const analyser = new Analyser(locale, stems, packCommonWords(new Analyser(locale, stems)))
    expect(words.split(' ').filter((word) => !analyser.isCommon(analyser.terms(word)[0]!.folded))).toEqual([])
  })
})
