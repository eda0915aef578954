import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { articlePathSchema, categorySchema, frontMatterSchema, slugSchema } from '../../articles/contract.ts'
import { mergeList } from '../../articles/import/merge.ts'
import { makeMessages, nameOfLocale } from '../../articles/import/site-files.ts'
import type { ContentTree } from '../../articles/tree.ts'
import { guideSchema } from '../../guides/contract.ts'
import { localeCodeSchema } from '../../languages/contract.ts'
import { noticeSchema } from '../../notices/contract.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import { bySchema, type NewThing, type Question } from './thing.ts'

const firstLocale = (tree: ContentTree) => tree.settings?.locales[0]?.code ?? 'en'
const yaml = (value: unknown) => stringify(value, { lineWidth: 0 })

const locale: Question = {
  name: 'locale',
  ask: 'In which language?',
  example: 'en',
  otherwise: firstLocale,
  check: (answer, tree) => {
    const known = tree.settings?.locales.map(({ code }) => code) ?? []
    return known.includes(answer) ? undefined : `"${answer}" is no locale of this help centre. Locales are ${known.join(', ')}.`
  },
}
const title: Question = { name: 'title', ask: 'What is it called?', example: 'Reset your password', check: bySchema(frontMatterSchema.shape.title) }
const description: Question = {
  name: 'description',
  ask: 'What does the reader get, in one sentence?',
  example: 'Choose a new password when you have lost the old one.',
  check: bySchema(frontMatterSchema.shape.description),
}
const id = (example: string): Question => ({ name: 'id', ask: 'Which name in addresses and files?', example, check: bySchema(slugSchema) })

const article: NewThing = {
  questions: [
    {
      name: 'path',
      ask: 'Which address, as category/slug?',
      example: 'account/reset-your-password',
      check: (answer, tree) => {
        const problem = bySchema(articlePathSchema)(answer)
        const category = answer.split('/')[0] ?? ''
        const known = tree.categories.map((entry) => entry.id)
        if (problem || known.includes(category)) return problem
        return `There is no category "${category}".${didYouMean(findNearest(category, known))} Categories are ${known.join(', ')}; "npm run new -- category" adds one.`
      },
    },
    locale,
    title,
    description,
  ],
  make: ({ path, locale, title, description }) => {
    const body = 'Write here what the reader does, in the order it is done.\n'
    return new Map([[`articles/${locale}/${path}.mdx`, `---\n${yaml({ title, description, draft: true })}---\n\n${body}`]])
  },
  note: () => 'It is a draft: "npm run dev" and "npm run preview" show it, the site does not. To publish it, remove the line "draft: true".',
}

const category: NewThing = {
  questions: [
    {
      ...id('billing'),
      check: (answer, tree) =>
        bySchema(categorySchema.shape.id)(answer) ??
        (tree.categories.some((entry) => entry.id === answer) ? `There is a category "${answer}" already.` : undefined),
    },
    { ...title, example: 'Billing' },
  ],
  make: ({ id, title }, { dir, settings }) => {
    const present = readFileSync(join(dir, 'categories.yml'), 'utf8')
    // A title for all languages until somebody translates it.
    const entry = { id, title: (settings?.locales.length ?? 1) > 1 ? Object.fromEntries(settings?.locales.map(({ code }) => [code, title]) ?? []) : title }
    return new Map([['categories.yml', mergeList(present, [entry], 'id')?.text ?? present]])
  },
}

const notice: NewThing = {
  questions: [
    id('late-payments'),
    {
      name: 'text',
      ask: 'What do readers have to know?',
      example: 'Payments by card are delayed.',
      check: (answer) => (answer.trim() === '' ? 'Write a sentence.' : undefined),
    },
    { name: 'until', ask: 'Until when is it shown?', example: '2026-11-24', check: (until) => bySchema(noticeSchema)({ text: 'x', until }) },
  ],
  make: ({ id, text, until }) => new Map([[`notices/${id}.yml`, yaml({ severity: 'info', text, until })]]),
}

const guide: NewThing = {
  questions: [
    id('payment-fails'),
    locale,
    { ...title, check: bySchema(guideSchema.shape.title) },
    { ...description, check: bySchema(guideSchema.shape.description) },
  ],
  make: ({ id, locale, title, description }) => {
    const steps = [
      {
        id: 'start',
        question: 'Did it work before?',
        choices: [
          { text: 'Yes', to: 'solution' },
          { text: 'No', to: 'person' },
        ],
      },
      { id: 'solution', solution: 'Write here what to do.' },
      { id: 'person', contact: 'Tell us what you see.' },
    ]
    return new Map([[`guides/${locale}/${id}.yml`, yaml({ title, description, steps })]])
  },
}

const language: NewThing = {
  questions: [
    {
      name: 'code',
      ask: 'Which language tag?',
      example: 'lv',
      check: (answer, tree) =>
        bySchema(localeCodeSchema)(answer) ?? (tree.settings?.locales.some(({ code }) => code === answer) ? `"${answer}" is a locale already.` : undefined),
    },
    { name: 'name', ask: 'What is the language called in itself?', example: 'Latviešu', otherwise: () => '', check: () => undefined },
  ],
  make: ({ code = '', name }, { dir, settings }) => {
    const present = readFileSync(join(dir, 'settings.yml'), 'utf8')
    // Readers of lv-LV read lv before the default language, which comes last in any case.
    const language = new Intl.Locale(code).language
    const relatives = (settings?.locales ?? []).slice(1).filter((other) => new Intl.Locale(other.code).language === language)
    const entry = { code, name: name || nameOfLocale(code), ...(relatives.length > 0 && { fallback: relatives.map((other) => other.code) }) }
    const files = new Map([['settings.yml', mergeList(present, [entry], 'code', ['locales'])?.text ?? present]])
    const path = `messages/${code}.json`
    const messages = existsSync(join(dir, path)) ? undefined : makeMessages(code)
    if (messages) files.set(path, messages.text)
    return files
  },
  note: ({ code = '', name }) => {
    const isKnown = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) !== undefined
    if (isKnown || name) return undefined
    return `No list of languages has "${code}". If it is a slip, take it out of settings.yml again; if not, correct its name there: it is "${nameOfLocale(code)}" now.`
  },
}

/** What `npm run new` makes, by its name. */
export const THINGS: Readonly<Record<string, NewThing>> = { article, category, notice, guide, locale: language }
