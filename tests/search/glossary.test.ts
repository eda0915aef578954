import { beforeAll, describe, expect, it } from 'vitest'
import { article, makeLibrary, serveSearch } from './site.ts'

const OTHERS = {
  'glossary/en.yml': `- id: ces
  term: Customer effort score (CES)
  definition: How easy it was.
  article: account/effort
- id: ticket
  term: Ticket
  definition: A request as the system records it.
- id: right-to-left
  term: Right to left
  definition: A direction of writing.
`,
  'glossary/fa.yml':
    '- id: ces\n  term: امتیاز تلاش مشتری (CES)\n  definition: این که حل مشکل چقدر آسان بود.\n- id: ticket\n  term: تیکت\n  definition: درخواست ثبت‌شده.\n',
  'glossary/he.yml': '- id: ticket\n  term: פנייה\n  definition: בקשה של לקוח.\n',
  'glossary/ru.yml': '- id: ticket\n  term: Обращение\n  definition: Вопрос клиента.\n',
  'glossary/lv.yml': '- id: ticket\n  term: Pieteikums\n  definition: Klienta jautājums.\n',
}

let site: Awaited<ReturnType<typeof serveSearch>>
const define = async (locale: string, text: string) => (await site.open(locale).ask({ text, limit: 3 })).definition

beforeAll(async () => {
  const articles = Object.fromEntries(['en', 'fa', 'he', 'ru', 'lv'].map((locale) => [`${locale}/account/effort`, article('Effort', 'A ticket is a request.')]))
  const library = await makeLibrary(articles, { drafts: false }, OTHERS)
  site = await serveSearch(library)
})

describe('a search for a term', () => {
  it.each([
    ['en', 'ticket', 'Ticket'],
    ['en', 'Tickets', 'Ticket'],
    ['en', 'What is a ticket?', 'Ticket'],
    ['en', 'what does “customer effort score” mean', 'Customer effort score (CES)'],
    ['en', 'CES', 'Customer effort score (CES)'],
    ['en', 'right-to-left', 'Right to left'],
    ['en', 'tikcet', 'Ticket'],
    ['fa', 'تیکت چیست؟', 'تیکت'],
    ['fa', 'تیکت‌ها یعنی چی', 'تیکت'],
    ['fa', 'CES چیه', 'امتیاز تلاش مشتری (CES)'],
    ['fa', 'ticket', 'تیکت'],
    ['he', 'מה זה פנייה', 'פנייה'],
    ['he', 'הפנייה', 'פנייה'],
    ['ru', 'что такое обращение?', 'Обращение'],
    ['ru', 'обращения', 'Обращение'],
    ['lv', 'kas ir pieteikums', 'Pieteikums'],
    ['lv', 'pieteikumi', 'Pieteikums'],
  ])('in %s as “%s” is answered with the meaning', async (locale, text, term) => {
    expect((await define(locale, text))?.term).toBe(term)
  })

  it('links the article about the term in the reader’s locale, which translations need not repeat', async () => {
    expect(await define('en', 'CES')).toEqual({ term: 'Customer effort score (CES)', text: 'How easy it was.', url: '/account/effort/' })
    expect((await define('fa', 'CES'))?.url).toBe('/fa/account/effort/')
    expect(await define('en', 'ticket')).not.toHaveProperty('url')
  })

  it.each(['close a ticket', 'where is my ticket', 'left', 'what is'])('is not one when it asks for something else: “%s”', async (text) => {
    expect(await define('en', text)).toBeUndefined()
  })

  it('has the meaning in its first stage', async () => {
    for await (const { stage, definition } of site.open('en').stages({ text: 'effort', limit: 3 })) expect([stage, definition]).toEqual([stage, undefined])
    const stages = []
    for await (const { stage, definition } of site.open('en').stages({ text: 'what is a ticket', limit: 3 })) stages.push([stage, definition?.term])
    expect(stages.at(-1)).toEqual(['full', 'Ticket'])
    expect(stages.every(([, term]) => term === 'Ticket')).toBe(true)
  })
})
