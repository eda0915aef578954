import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { categoriesSchema, frontMatterSchema, glossarySchema } from '../../src/articles/contract.ts'
import { noticeSchema } from '../../src/notices/contract.ts'
import { settingsSchema } from '../../src/settings/contract.ts'
import { parseYaml } from '../../src/settings/yaml.ts'

const SCHEMAS = { settings: settingsSchema, article: frontMatterSchema, categories: categoriesSchema, glossary: glossarySchema, notice: noticeSchema }
const SOUND = {
  settings: {
    name: 'N',
    description: 'D',
    url: 'https://help.example',
    company: { name: 'C' },
    locales: [{ code: 'en', name: 'English' }],
    contact: { channels: [] },
  },
  article: { title: 'T', description: 'D' },
  categories: { id: 'a', title: 'A' },
  glossary: { id: 'a', term: 'A', definition: 'D' },
  notice: { text: 'T' },
}
const locale = (over: object) => ({
  locales: [
    { code: 'en', name: 'English' },
    { code: 'lv', name: 'Latviešu', ...over },
  ],
})
const channel = (over: object) => ({ contact: { channels: [{ type: 'email', address: 'a@b.example', label: 'L', ...over }] } })
const holiday = (over: object) => ({ contact: { channels: [], holidays: [over] } })
const EMPTY = 'is empty. Write a text.'
const REMOVABLE = 'is empty. Write a text, or remove the line.'
const ADDRESS = 'It must be a web address that begins with https://.'
const LANGUAGE = 'Write a language tag such as "fa" or "pt-BR".'
const SLUG = 'Use lower-case letters a–z, digits and single hyphens.'
const PATH = 'Write category/slug, e.g. using/find-an-answer.'
const DATE = 'Write the date as YYYY-MM-DD, e.g. 2026-11-20.'

/** One row for every way in which a value can break a rule of the schemas: what is wrong, and the sentence that says so. */
const ROWS: [schema: keyof typeof SCHEMAS, over: object, message: string][] = [
  ['settings', { name: '' }, `The field "name" ${EMPTY}`],
  ['settings', { name: {} }, 'The field "name" holds no text. Write a text, or one for each language.'],
  ['settings', { name: [1] }, 'The field "name" is [1]. It must be a text, or one text per language.'],
  ['settings', { name: { en: '' } }, `The field "name.en" ${REMOVABLE}`],
  ['settings', { name: { EN: 'x' } }, `"EN" cannot stand here. ${LANGUAGE}`],
  ['settings', { url: 'help.example' }, `The field "url" is "help.example". ${ADDRESS}`],
  ['settings', { url: 'ftp://help.example' }, `The field "url" is "ftp://help.example". ${ADDRESS}`],
  ['settings', { company: { name: 'C', url: 'c' } }, `The field "company.url" is "c". ${ADDRESS}`],
  ['settings', { company: 'C' }, 'The field "company" is "C". It must be a group of fields.'],
  ['settings', { locales: [] }, 'The field "locales" has no items. Add one.'],
  ['settings', locale({ code: 'LV' }), `The field "code" (item 2 of "locales") is "LV". ${LANGUAGE}`],
  ['settings', locale({ name: '' }), `The field "name" (item 2 of "locales") ${EMPTY}`],
  ['settings', locale({ direction: 'right' }), 'The field "direction" (item 2 of "locales") is "right". It must be one of ltr, rtl.'],
  ['settings', locale({ fallback: ['ne'] }), 'The fallback "ne" of "lv" is not another listed locale. Listed are en, lv. Did you mean "en"?'],
  ['settings', locale({ fallback: ['EN'] }), `Item 2 of "locales", item 1 of "fallback" is "EN". ${LANGUAGE}`],
  ['settings', locale({ code: 'en' }), 'The locale "en" is listed twice. Keep one.'],
  ['settings', { contact: {} }, 'The field "contact.channels" is missing. Add it: a list.'],
  ['settings', channel({ type: 'mail' }), 'Did you mean "email"? It must be one of email, phone, chat, social, visit.'],
  ['settings', channel({ address: '' }), `The field "address" (item 1 of "channels") ${EMPTY}`],
  ['settings', channel({ label: {} }), 'The field "label" (item 1 of "channels") holds no text.'],
  ['settings', channel({ locales: [] }), 'The field "locales" (item 1 of "channels") has no items. Add one, or remove the line.'],
  ['settings', channel({ hour: [] }), 'There is no field "hour" in'],
  ['settings', channel({ hours: 'mon 9:00-17:00' }), 'The field "hours" (item 1 of "channels") is "mon 9:00-17:00". It must be a list.'],
  ['settings', channel({ hours: [] }), 'The field "hours" (item 1 of "channels") has no items.'],
  ['settings', channel({ hours: ['monday 9-17'] }), '"monday 9-17" cannot be read as opening hours. Write days and times, e.g. mon-fri 9:00-17:00'],
  ['settings', channel({ hours: ['mon 9:00-25:00'] }), '"mon 9:00-25:00" cannot be read as opening hours.'],
  ['settings', channel({ hours: ['mon 24:00-24:00'] }), '"mon 24:00-24:00" cannot be read as opening hours.'],
  ['settings', channel({ hours: ['mon 9:00-17:00'] }), 'Opening hours need the time zone they are in. Add it to "contact": timeZone: Europe/Riga.'],
  ['settings', channel({ replies: 'soon' }), '"soon" is no time to wait. Write e.g. 30 minutes, 4 hours, 2 days or 1 working day.'],
  ['settings', channel({ languages: ['English'] }), `Item 1 of "channels", item 1 of "languages" is "English". ${LANGUAGE}`],
  [
    'settings',
    { contact: { channels: [], timeZone: 'Europe/Rigga' } },
    '"Europe/Rigga" is no time zone. Write the name of a time zone as area and city, e.g. Europe/Riga. Did you mean "Europe/Riga"?',
  ],
  ['settings', { contact: { channels: [], timeZone: 'EET' } }, '"EET" is no time zone.'],
  ['settings', holiday({ date: '25.12.' }), '"25.12." is no day. Write a day of every year as MM-DD, e.g. 12-25, or of one year as YYYY-MM-DD.'],
  ['settings', holiday({ date: '02-30' }), 'Write a day of every year as MM-DD'],
  ['settings', holiday({ date: '12-24', until: '2026-12-26' }), 'Write both as MM-DD, or both as YYYY-MM-DD.'],
  ['settings', holiday({ date: '2026-12-24', until: '2026-12-20' }), '"until" is 2026-12-20, before "date", 2026-12-24.'],
  ['settings', holiday({ date: '12-24', hours: ['morning'] }), '"morning" cannot be read as opening hours. Write times, e.g. 9:00-13:00.'],
  [
    'settings',
    { editLink: 'https://x.example' },
    'The field "editLink" is "https://x.example". It must contain {file}, where the path of the article belongs.',
  ],
  ['settings', { popular: ['a'] }, `Item 1 of "popular" is "a". ${PATH}`],
  ['settings', { popular: 'a/b' }, 'The field "popular" is "a/b". It must be a list.'],
  ['settings', { endpoint: 'x' }, `The field "endpoint" is "x". ${ADDRESS}`],
  ['settings', { endpoint: 5 }, 'The field "endpoint" is 5. It must be a text in quotes.'],
  ['settings', { videoHosts: ['a b'] }, 'Item 1 of "videoHosts" is "a b". Write the name of the host alone, e.g. www.youtube-nocookie.com.'],
  ['article', { title: '  ' }, `The field "title" ${EMPTY}`],
  ['article', { title: 'x'.repeat(121) }, 'The field "title" has 121 characters. It may have at most 120: shorten it.'],
  ['article', { description: 5 }, 'The field "description" is 5. It must be a text in quotes.'],
  ['article', { order: 1.5 }, 'The field "order" is 1.5. It must be a whole number.'],
  ['article', { order: -1 }, 'The field "order" is -1. It must be at least 0.'],
  ['article', { order: 1e20 }, 'The field "order" is 100000000000000000000. It may be at most 9007199254740991.'],
  ['article', { order: '1' }, 'The field "order" is "1". It must be a number.'],
  ['article', { kind: 'how-to' }, 'Did you mean "howto"?'],
  ['article', { keywords: [''] }, `Item 1 of "keywords" ${REMOVABLE}`],
  ['article', { keywords: Array(21).fill('x') }, 'The field "keywords" has 21 items. It may have at most 20: remove some.'],
  ['article', { related: ['x'] }, `Item 1 of "related" is "x". ${PATH}`],
  ['article', { published: '20.11.2026' }, `The field "published" is "20.11.2026". ${DATE}`],
  ['article', { updated: '2026-02-31' }, `The field "updated" is "2026-02-31". ${DATE}`],
  ['article', { draft: 'yes' }, 'The field "draft" is "yes". It must be true or false.'],
  ['article', { draft: null }, 'The field "draft" is empty. Write true or false, or remove the line.'],
  ['categories', { id: 'A_b' }, `The field "id" (item 1 of "list") is "A_b". ${SLUG}`],
  ['categories', { id: 'x'.repeat(80) }, 'The field "id" (item 1 of "list") has 80 characters. It may have at most 79: shorten it.'],
  ['categories', { icon: 'Book Open' }, `The field "icon" (item 1 of "list") is "Book Open". ${SLUG}`],
  ['categories', { title: undefined }, 'The field "title" (item 1 of "list") is missing. Add it: a text.'],
  ['glossary', { definition: 'x'.repeat(501) }, 'The field "definition" (item 1 of "list") has 501 characters. It may have at most 500: shorten it.'],
  ['notice', { severity: 'high' }, 'The field "severity" is "high". It must be one of info, warning, critical.'],
  ['notice', { kind: 'outage' }, 'The field "kind" is "outage". It must be one of incident, maintenance, delay.'],
  ['notice', { from: 'tomorrow' }, '"tomorrow" is no time. Write a day as 2026-11-20, or a time as "2026-11-20 14:30".'],
  ['notice', { from: '2026-02-30 10:00' }, '"2026-02-30 10:00" is no time.'],
  ['notice', { from: '2026-11-20', until: '2026-11-19' }, '"until" is 2026-11-19, before "from", 2026-11-20.'],
  [
    'notice',
    { workaround: 'http://x.example' },
    'The field "workaround" is "http://x.example". Write category/slug of an article, or a web address that begins with https://.',
  ],
  ['notice', { categories: [] }, 'The field "categories" has no items.'],
  ['notice', { article: 'x' }, `The field "article" is "x". ${PATH}`],
]

/** How the schema library itself speaks. */
const FOREIGN = /Invalid (input|string|key|option|url|hostname|element)|Too (small|big)|expected \w+|must match pattern|Unrecognized|Required/

function read(schema: keyof typeof SCHEMAS, over: object): string[] {
  const entry = { ...SOUND[schema], ...over }
  const value = schema === 'categories' || schema === 'glossary' ? [entry] : entry
  return parseYaml(stringify(value), SCHEMAS[schema], { file: 'x.yml' }).findings.map(({ message }) => message)
}

describe('what a writer reads about a value that cannot be used', () => {
  it.each(ROWS.map(([schema, over, message]) => ({ schema, over, message, name: JSON.stringify(over).slice(0, 80) })))(
    '$schema $name',
    ({ schema, over, message }) => {
      const messages = read(schema, over)
      expect(messages.join('\n').toLowerCase()).toContain(message.toLowerCase())
      for (const each of messages) {
        expect(each).not.toMatch(FOREIGN)
        expect(each).toMatch(/[.?]$/)
      }
    },
  )

  it('says that a list without entries needs one', () => {
    expect(parseYaml('[]', categoriesSchema, { file: 'x.yml' }).findings.map(({ message }) => message)).toEqual(['The file has no entries. Add one.'])
  })

  it('says of a text in the place of a list nothing but that', () => {
    expect(read('article', { related: 'using/find-an-answer' })).toEqual(['The field "related" is "using/find-an-answer". It must be a list.'])
  })
})
