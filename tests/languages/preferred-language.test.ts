import { describe, expect, it } from 'vitest'
import { findPreferred } from '../../src/languages/preferred-language.ts'

const pick = (codes: string[], tags: string[]) =>
  findPreferred(
    codes.map((hreflang) => ({ hreflang })),
    tags,
  )?.hreflang

describe('the language that is offered', () => {
  it.each([
    ['is the one of the country, although another of the same language stands first', ['pt', 'pt-BR'], ['pt-BR', 'pt'], 'pt-BR'],
    ['is in the script of the reader', ['zh-Hans', 'zh-Hant-TW'], ['zh-TW', 'en'], 'zh-Hant-TW'],
    ['is the same language at least', ['en', 'sr'], ['sr-Latn'], 'sr'],
    ['is the first that the reader prefers', ['en', 'lv', 'ru'], ['fr', 'ru-LV', 'lv'], 'ru'],
    ['is none when there is none', ['en', 'lv'], ['fr'], undefined],
    ['is found behind what is no tag', ['en', 'lv'], ['C', 'en_US@posix', '', 'lv-LV'], 'lv'],
  ])('%s', (_title, codes, tags, expected) => {
    expect(pick(codes, tags)).toBe(expected)
  })
})
