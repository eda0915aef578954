import { didYouMean, findNearest, findNearestPath } from '../../settings/nearest.ts'
import type { Translations } from '../../translations/status.ts'

/** What the verbs of `npm run translate` are given. */
export interface TranslateRequest {
  translations: Translations
  /** What stands after the verb. */
  words: string[]
  options: TranslateOptions
  colours: boolean
}

export interface TranslateOptions {
  locale?: string
  line?: string
  to?: string
  format?: string
  json?: boolean
  all?: boolean
  views?: string
}

/** A mistake in what was typed or given; its message says what to do. */
export class TranslateError extends Error {}

/** A locale into which is translated. */
export function readLocale(translations: Translations, code: string | undefined): string {
  if (code !== undefined && translations.locales.includes(code)) return code
  const known = `Locales are ${translations.locales.join(', ') || 'none besides that of the originals'}.`
  if (code === undefined) throw new TranslateError(`Name a locale. ${known}`)
  if (code === translations.originalLocale) throw new TranslateError(`"${code}" is the language of the originals, which are not translated. ${known}`)
  throw new TranslateError(`There is no locale "${code}".${didYouMean(findNearest(code, translations.locales))} ${known}`)
}

/** An article by `category/slug`, or by the path of one of its files. */
export function readPath(translations: Translations, word: string | undefined): string {
  const known = new Set(translations.tree.articles.map(({ path }) => path))
  if (word === undefined) throw new TranslateError('Name an article as category/slug, e.g. using/find-an-answer.')
  const path = word
    .replace(/\.mdx?$/, '')
    .split('/')
    .slice(-2)
    .join('/')
  if (known.has(path)) return path
  throw new TranslateError(`There is no article "${word}".${didYouMean(findNearestPath(path, known))} Write category/slug.`)
}

/** The line of the original that `--line` names. */
export function readLine(options: TranslateOptions): number | undefined {
  if (options.line === undefined) return undefined
  if (!/^[1-9]\d*$/.test(options.line))
    throw new TranslateError(`--line is "${options.line}". Write the number of a line of the original, as the diff shows it.`)
  return Number(options.line)
}
