import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { frontMatterSchema, categoriesSchema } from '../../src/articles/contract.ts'
import { settingsSchema } from '../../src/settings/contract.ts'
import { findYamlPlace, parseYaml } from '../../src/settings/yaml.ts'

const SOUND = 'title: T\ndescription: D\n'

/** `line:column message` of every finding in front matter that begins on line 2 of its file. */
function read(text: string): string[] {
  return parseYaml(text, frontMatterSchema, { file: 'a.mdx', firstLine: 2 }).findings.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('reading YAML', () => {
  it.each([
    ['a misspelt field', `${SOUND}titel: x`, '4:1 There is no field "titel". Did you mean "title"? Known are: title,'],
    ['a missing field', 'title: T', '2:1 The field "description" is missing. Add it: a text.'],
    ['an empty field', 'title:\ndescription: D', '2:7 The field "title" is empty. Write a text.'],
    ['a value of the wrong kind', `${SOUND}order: first`, '4:8 The field "order" is "first". It must be a number.'],
    ['a number where a text belongs', 'title: T\ndescription: 5', '3:14 The field "description" is 5. It must be a text in quotes.'],
    ['a text where a list belongs', `${SOUND}keywords: a, b`, '4:11 The field "keywords" is "a, b". It must be a list.'],
    ['a word that is not among the choices', `${SOUND}kind: how-to`, '4:7 The field "kind" is "how-to". Did you mean "howto"? It must be one of howto,'],
    ['a day in another order', `${SOUND}updated: 20.11.2026`, '4:10 The field "updated" is "20.11.2026". Write the date as YYYY-MM-DD'],
    ['a text that is too long', `title: ${'x'.repeat(130)}\ndescription: D`, '2:8 The field "title" has 130 characters. It may have at most 120: shorten it.'],
    ['a number that is too small', `${SOUND}order: -1`, '4:8 The field "order" is -1. It must be at least 0.'],
    ['an item of a list', `${SOUND}related: [a/b, x]`, '4:16 Item 2 of "related" is "x". Write category/slug'],
    [
      'a colon in a text',
      'title: X: y\ndescription: D',
      '2:8 The text has a colon in it, which YAML takes for another field. Put it in quotes: title: "X: y".',
    ],
    ['a quote that is not closed', 'title: "T\ndescription: D', 'A quote is opened and not closed.'],
    ['a tab', 'title: T\n\tdescription: D', 'The line begins with a tab. Indent with spaces.'],
    ['a text that is meant to contain itself', 'title: &k [*k]\ndescription: D', '2:12'],
    [
      'references that multiply',
      'a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\ntitle: *c',
      '3:8 This file refers to its own parts too often',
    ],
    ['a field that stands twice', `${SOUND}title: U`, '4:1 This field stands here twice. Keep one.'],
  ])('says what to do about %s', (_name, text, expected) => {
    expect(read(text).join('\n')).toContain(expected)
  })

  it('reports all problems of a file together', () => {
    expect(read('titel: x\norder: -1')).toHaveLength(4)
  })

  it('says which kind of thing a whole file must hold', () => {
    const { findings } = parseYaml('id: a', categoriesSchema, { file: 'categories.yml' })
    expect(findings.map((finding) => finding.message)).toEqual(['The file must hold a list.'])
  })

  it('explains settings down to the item', () => {
    const text =
      'name: X\ndescription: X\nurl: help.example\ncompany: { name: X }\nlocales:\n  - { code: EN, name: E }\ncontact:\n  channels:\n    - { type: mail, address: a }\n'
    const messages = parseYaml(text, settingsSchema, { file: 'settings.yml' }).findings.map((finding) => finding.message)
    expect(messages).toEqual([
      'The field "url" is "help.example". It must be a web address that begins with https://.',
      'The field "code" (item 1 of "locales") is "EN". Write a language tag such as "fa" or "pt-BR".',
      'The field "type" (item 1 of "channels") is "mail". Did you mean "email"? It must be one of email, phone, chat, social, visit.',
      'The field "label" (item 1 of "channels") is missing. Add it: a text.',
    ])
  })

  it('finds the line of a value, or of what is around it', () => {
    const text = 'title: T\nrelated:\n  - a/b\n  - c/d\n'
    expect(findYamlPlace(text, ['related', 1], 2)).toEqual({ line: 5, column: 5 })
    expect(findYamlPlace(text, ['related', 9])).toMatchObject({ line: 3 })
  })

  it.each(['en', 'fa', 'he', 'ru', 'lv'])('accepts the example of the article about settings, which has every field: %s', (locale) => {
    const article = readFileSync(`content/articles/${locale}/start/settings.mdx`, 'utf8')
    const example = /\{#example\}\n\n```yaml\n([\s\S]*?)```/.exec(article)?.[1] ?? ''
    const { value, findings } = parseYaml(example, settingsSchema, { file: 'settings.yml' })
    expect(findings).toEqual([])
    expect(Object.keys(value ?? {}).sort()).toEqual(Object.keys(settingsSchema.shape).sort())
  })
})
