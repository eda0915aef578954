import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'

/** Words of each language, so that lengths, scripts and directions are real. */
const WORDS: Record<string, string[]> = {
  en: 'account invoice payment order delivery password settings change email address phone refund ticket message open close choose button page list write read save send problem answer question team customer service time day week language help article search result check update remove add new old other before after when with without for from your our this that'.split(
    ' ',
  ),
  fa: 'حساب فاکتور پرداخت سفارش تحویل گذرواژه تنظیمات تغییر ایمیل نشانی تلفن بازپرداخت درخواست پیام باز بستن انتخاب دکمه صفحه فهرست نوشتن خواندن ذخیره فرستادن مشکل پاسخ پرسش گروه مشتری خدمات زمان روز هفته زبان راهنما مقاله جست‌وجو نتیجه بررسی به‌روزرسانی حذف افزودن تازه قدیمی دیگر پیش پس هنگام با بدون برای از شما ما این آن'.split(
    ' ',
  ),
  he: 'חשבון חשבונית תשלום הזמנה משלוח סיסמה הגדרות שינוי דואר כתובת טלפון החזר פנייה הודעה פתיחה סגירה בחירה כפתור עמוד רשימה כתיבה קריאה שמירה שליחה בעיה תשובה שאלה צוות לקוח שירות זמן יום שבוע שפה עזרה מאמר חיפוש תוצאה בדיקה עדכון הסרה הוספה חדש ישן אחר לפני אחרי כאשר עם בלי עבור מן שלכם שלנו זה ההוא'.split(
    ' ',
  ),
  ru: 'учётная запись счёт оплата заказ доставка пароль настройки изменить почта адрес телефон возврат обращение сообщение открыть закрыть выбрать кнопка страница список писать читать сохранить отправить проблема ответ вопрос команда клиент сервис время день неделя язык помощь статья поиск результат проверить обновить удалить добавить новый старый другой перед после когда вместе без для из ваш наш этот тот'.split(
    ' ',
  ),
  lv: 'konts rēķins maksājums pasūtījums piegāde parole iestatījumi mainīt pasts adrese tālrunis atmaksa pieteikums ziņojums atvērt aizvērt izvēlēties poga lapa saraksts rakstīt lasīt saglabāt sūtīt problēma atbilde jautājums komanda klients apkalpošana laiks diena nedēļa valoda palīdzība raksts meklēšana rezultāts pārbaudīt atjaunināt noņemt pievienot jauns vecs cits pirms pēc kad kopā bez no jūsu mūsu šis tas'.split(
    ' ',
  ),
}
const CATEGORIES = ['account', 'billing', 'orders', 'delivery', 'security', 'apps', 'teams', 'devices']

/** A small seeded generator (mulberry32), so that every run measures the same corpus. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Words of a corpus by locale, the most used first. */
export type Vocabulary = Record<string, string[]>

/** As many words as a real help centre has: the beginnings of words with the ends of others, so that lengths and letters stay real. */
export function manyWords(): Vocabulary {
  const cut = (word: string) => Math.ceil(word.length / 2)
  return Object.fromEntries(
    Object.entries(WORDS).map(([locale, words]) => {
      const mixed = words.flatMap((first) => words.map((last) => first.slice(0, cut(first)) + last.slice(cut(last))))
      return [locale, [...new Set([...words, ...mixed])]]
    }),
  )
}

/** Writes a help centre of `articles` articles in each locale of the vocabulary: prose, lists, tables, code, links, components in a third. */
export function writeCorpus(dir: string, articles: number, seed = 1, vocabulary: Vocabulary = WORDS): void {
  mkdirSync(dir, { recursive: true })
  cpSync('content/messages', join(dir, 'messages'), { recursive: true })
  const locales = Object.keys(vocabulary)
  const names: Record<string, string> = { en: 'English', fa: 'فارسی', he: 'עברית', ru: 'Русский', lv: 'Latviešu' }
  const settings = {
    name: 'Example',
    description: 'Answers about everything we make, sell, ship and repair.',
    url: 'http://localhost:4321',
    company: { name: 'Example' },
    locales: locales.map((code) => ({ code, name: names[code] })),
    contact: { channels: [{ type: 'email', address: 'help@example.com', label: 'E-mail' }] },
    editLink: 'https://example.com/edit/{file}',
    popular: [0, 1, 2, 3, 4, 5].map((index) => `${CATEGORIES[index % CATEGORIES.length]}/article-${index}`),
  }
  writeFileSync(join(dir, 'settings.yml'), stringify(settings))
  writeFileSync(
    join(dir, 'categories.yml'),
    stringify(
      CATEGORIES.map((id, index) => ({
        id,
        icon: 'book-open',
        title: Object.fromEntries(locales.map((code) => [code, WORDS[code]![index]!])),
        description: Object.fromEntries(locales.map((code) => [code, WORDS[code]!.slice(index, index + 8).join(' ')])),
      })),
    ),
  )
  for (const locale of locales) {
    const random = seeded(seed)
    for (let index = 0; index < articles; index++) {
      const category = CATEGORIES[index % CATEGORIES.length]!
      const folder = join(dir, 'articles', locale, category)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `article-${index}.mdx`), writeArticle(locale, index, articles, random, vocabulary[locale]!))
    }
  }
}

function writeArticle(locale: string, index: number, total: number, random: () => number, words: string[]): string {
  // As in real texts, few words are used often and most seldom; a small vocabulary is used evenly.
  const evenness = words.length > 1000 ? 3 : 1
  const word = () => words[Math.floor(random() ** evenness * words.length)]!
  const sentence = (length = 8 + Math.floor(random() * 10)) => `${Array.from({ length }, word).join(' ')}.`
  const paragraph = () => Array.from({ length: 3 + Math.floor(random() * 4) }, () => sentence()).join(' ')
  const link = () => {
    const target = Math.floor(random() * total)
    return `[${word()} ${word()}](../${CATEGORIES[target % CATEGORIES.length]}/article-${target}.mdx)`
  }
  const section = (number: number) => [
    `## ${word()} ${word()} ${word()} {#part-${number}}`,
    paragraph(),
    `${sentence()} ${link()} ${sentence()}`,
    Array.from({ length: 4 }, (_, item) => `${item + 1}. ${sentence()}`).join('\n'),
    paragraph(),
  ]
  const extras = [
    `| ${word()} | ${word()} |\n| --- | --- |\n${Array.from({ length: 4 }, () => `| ${word()} | ${sentence(5)} |`).join('\n')}`,
    '```bash\nnpm ci && npm start\n```',
    ...(index % 3 === 0
      ? [
          `<Callout type="tip">\n\n${sentence()}\n\n</Callout>`,
          `<Accordion title="${word()} ${word()}">\n\n${paragraph()}\n\n</Accordion>`,
          `${sentence()} <Kbd>Ctrl+K</Kbd> ${sentence()}`,
        ]
      : []),
  ]
  const front = {
    title: `${word()} ${word()} ${word()} ${word()} ${index}`,
    description: sentence(14),
    keywords: [word(), word(), word()],
    questions: [sentence(7), sentence(8)],
    author: 'Example team',
    updated: '2026-11-20',
    ...(locale === 'en'
      ? { published: '2026-11-01', related: [1, 2, 3].map((step) => `${CATEGORIES[(index + step) % CATEGORIES.length]}/article-${(index + step) % total}`) }
      : {}),
  }
  return `---\n${stringify(front)}---\n\n${[paragraph(), ...[1, 2, 3, 4].flatMap(section), ...extras].join('\n\n')}\n`
}
