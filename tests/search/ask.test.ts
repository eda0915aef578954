import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { openBuiltSite, type BuiltSearch } from '../../src/search/built-site.ts'
import { splitMessage } from '../../src/search/message.ts'
import { searchSetup } from '../../src/search/setup.ts'
import { serveSearch } from './site.ts'

/** Messages to the product's own help centre, and the article that must be among the first three. */
const MESSAGES: [locale: string, text: string, path: string][] = [
  [
    'en',
    'Good morning. I have about two hundred Markdown files from our old wiki. I do not want to copy them by hand. Is there some way to bring them into the help centre? Kind regards, Maria',
    'writing/import-existing-articles',
  ],
  [
    'en',
    'Hi team! We are a small shop in Riga and our customers speak Latvian and Russian. We would like to offer Estonian as well next month. Which files do I have to make, and can we put it online before all the articles are translated? Best regards, Janis',
    'translating/add-a-language',
  ],
  [
    'fa',
    'سلام، وقت بخیر. ما هفته پیش ویمارک را روی سرور خودمان نصب کردیم و همه چیز خوب بود. از دیروز رمز صفحه آمار را فراموش کرده‌ام و نمی‌توانم وارد شوم. چطور می‌توانم دوباره وارد شوم؟ با تشکر',
    'operating/sign-in-to-insights',
  ],
  [
    'fa',
    'سلام. من کارمند پشتیبانی یک فروشگاه هستم. مشتری‌ها به زبان‌های مختلف می‌نویسند. می‌خواهیم زبان استونیایی را هم به سایت اضافه کنیم. چه فایل‌هایی لازم است و آیا می‌شود پیش از تمام شدن ترجمه آن را منتشر کرد؟',
    'translating/add-a-language',
  ],
  [
    'lv',
    'Labdien! Pagājušajā nedēļā uzstādījām jūsu palīdzības centru uz sava servera. Kopš vakardienas nevaru tikt iekšā ieskatu lapā, jo esmu aizmirsis paroli. Servera pārstartēšana nepalīdzēja. Ko man darīt? Ar cieņu, Jānis',
    'operating/sign-in-to-insights',
  ],
  [
    'lv',
    'Sveiki! Mūsu klienti raksta arī igauniski, tāpēc gribam vietnei pievienot vēl vienu valodu. Kādi faili tai vajadzīgi, un vai to var atvērt, pirms viss ir iztulkots? Paldies jau iepriekš.',
    'translating/add-a-language',
  ],
]

let site: BuiltSearch
let outDir: string
beforeAll(async () => {
  const library = await createLibrary(readContentTree('content'), { drafts: false, publicDir: 'public' })
  outDir = (await serveSearch(library)).outDir
  for (const locale of library.locales) {
    const path = join(outDir, library.url(locale, '/search/setup.json'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(searchSetup(library, locale)))
  }
  site = openBuiltSite(outDir)
})

describe('a message of several sentences', () => {
  it.each(MESSAGES)('in %s “%s” is answered by %s', async (locale, text, path) => {
    const { results, isGood, best } = await site.ask(text, locale)
    expect(results.slice(0, 3).map((result) => result.path)).toContain(path)
    expect(isGood).toBe(true)
    if (best) expect([best.path, best.url.startsWith(results[0]!.url)]).toEqual([results[0]!.path, true])
  })

  it.each([
    [
      'en',
      'Dear support, my cat ate the printed warranty card of the washing machine that I bought in March. The drum makes a terrible noise when it spins. I would like somebody to come and repair it on Thursday afternoon.',
    ],
    ['fa', 'سلام، ماشین لباسشویی من که در اسفند خریدم صدای بدی می‌دهد و گربه‌ام کارت ضمانت را خورده است. لطفاً یک نفر را پنجشنبه بعدازظهر برای تعمیر بفرستید.'],
    [
      'lv',
      'Labdien! Mana veļas mašīna, ko nopirku martā, briesmīgi trokšņo, un kaķis apēda garantijas karti. Lūdzu, atsūtiet meistaru ceturtdienas pēcpusdienā.',
    ],
  ])('in %s about something else is not taken for answered', async (locale, text) => {
    expect((await site.ask(text, locale)).isGood).toBe(false)
  })

  it('is read up to its limit, however long it is', async () => {
    const long = `How do I import a folder of Markdown files? ${'Nobody here knows what to do about the weather, and it rains. '.repeat(3000)}`
    const before = performance.now()
    const { results } = await site.ask(long, 'en')
    expect(results[0]?.path).toBe('writing/import-existing-articles')
    expect(performance.now() - before).toBeLessThan(5000)
    expect(splitMessage(long).length).toBeLessThanOrEqual(8)
  })
})

describe('splitMessage', () => {
  it.each([
    ['Hello! My file settings.yml is gone. What now, please tell me?', ['My file settings.yml is gone', 'What now, please tell me']],
    ['سلام. گذرواژه‌ام را فراموش کرده‌ام؟ چطور وارد حسابم شوم', ['گذرواژه‌ام را فراموش کرده‌ام', 'چطور وارد حسابم شوم']],
    ['你好。我忘记了密码怎么办？谢谢你', ['我忘记了密码怎么办']],
  ])('keeps of “%s” the sentences that ask', (text, sentences) => {
    expect(splitMessage(text)).toEqual(sentences)
  })
})

describe('npm run ask', () => {
  const ask = (...parameters: string[]) =>
    spawnSync('node', ['src/commands/ask.ts', ...parameters], { env: { ...process.env, OUT_DIR: outDir }, encoding: 'utf8' })

  it('says where the answer is', () => {
    expect(ask('how', 'do', 'I', 'import', 'Markdown').stdout).toContain('/writing/import-existing-articles/')
  })

  it('speaks JSON and other languages', () => {
    const answer = JSON.parse(ask('پسورد صفحه آمار', '--locale', 'fa', '--json').stdout)
    expect([answer.results[0].url, answer.isGood]).toEqual(['/fa/operating/sign-in-to-insights/', true])
  })

  it('says what is missing', () => {
    const { stderr, status } = ask('x', '--locale', 'xx')
    expect([stderr, status]).toEqual([expect.stringContaining('has no locale "xx". It has articles in en, fa, he, lv, ru.'), 1])
  })
})
