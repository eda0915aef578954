import { createInstance, type TOptions } from 'i18next'
import type english from '../../content/messages/en.json'
import { findDirection, type Direction, type Locale } from './contract.ts'

/** Plural suffixes i18next adds to a key, one per CLDR category. */
export const PLURAL_SUFFIX = /_(zero|one|two|few|many|other)$/

type Leaves<T, Prefix extends string = ''> = {
  [Key in keyof T & string]: T[Key] extends string
    ? `${Prefix}${Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : Key}`
    : Leaves<T[Key], `${Prefix}${Key}.`>
}[keyof T & string]
/** Key of an interface text, without its plural suffix, e.g. `search.count`. */
export type MessageKey = Leaves<typeof english>

/** A messages file: nested objects of texts. */
export interface MessageTree {
  [key: string]: string | MessageTree
}

/** Everything a page needs to speak one locale. */
export interface Translator {
  locale: Locale
  direction: Direction
  /** All texts of the locale, as they are written. */
  messages: MessageTree
  /** The text of a key; throws when the key, a variable or its plural form is missing. */
  t: (key: MessageKey, variables?: TOptions) => string
  /** The text of a key with its `{{variables}}` left in, for the browser to fill. */
  template: (key: MessageKey) => string
  /** The same for a text with a number in it: one per plural form of the locale. */
  pluralTemplates: (key: MessageKey) => Record<string, string>
  number: (value: number) => string
  percent: (share: number) => string
  /** A day such as `2026-11-20`, written out in full. */
  date: (day: string) => string
  /** What the locale calls a language, e.g. `fa`. */
  languageName: (code: string) => string
}

/**
 * Makes a translator per locale. `shared` variables (such as `company`) are available in every text.
 * i18next runs while building and on the server only; the reader's browser never loads it.
 */
export async function createTranslators(
  locales: Locale[],
  messages: Record<string, MessageTree>,
  shared: (locale: string) => Record<string, string>,
): Promise<Map<string, Translator>> {
  const i18n = createInstance()
  await i18n.init({
    lng: locales[0]?.code ?? 'en',
    fallbackLng: false,
    resources: Object.fromEntries(locales.map(({ code }) => [code, { translation: messages[code] ?? {} }])),
    interpolation: { escapeValue: false },
    // i18next calls the handler only when it is asked to save missing keys.
    saveMissing: true,
    missingKeyHandler: (languages, _namespace, key) => {
      throw new Error(`content/messages/${languages[0]}.json has no text for "${key}". Add it, as in content/messages/en.json.`)
    },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`The text "${text}" needs a value for ${match[0]}, and the page gave none.`)
    },
  })
  return new Map(
    locales.map((locale) => {
      const { code } = locale
      const translate = i18n.getFixedT(code)
      const variables = shared(code)
      // A page has dozens of texts that are the same on every page.
      const plain = new Map<MessageKey, string>()
      const number = new Intl.NumberFormat(code)
      const percent = new Intl.NumberFormat(code, { style: 'percent', maximumFractionDigits: 0 })
      const date = new Intl.DateTimeFormat(code, { dateStyle: 'long', timeZone: 'UTC' })
      const languages = new Intl.DisplayNames(code, { type: 'language' })
      const translator: Translator = {
        locale,
        direction: findDirection(locale),
        messages: messages[code] ?? {},
        t: (key, options) => {
          if (options) return translate(key, { ...variables, ...options }) as string
          const known = plain.get(key) ?? (translate(key, variables) as string)
          plain.set(key, known)
          return known
        },
        template: (key) => translate(key, { skipInterpolation: true }) as string,
        pluralTemplates: (key) =>
          Object.fromEntries(
            new Intl.PluralRules(code)
              .resolvedOptions()
              .pluralCategories.map((form) => [form, translate(`${key}_${form}`, { skipInterpolation: true }) as string]),
          ),
        number: (value) => number.format(value),
        percent: (share) => percent.format(share),
        date: (day) => date.format(new Date(`${day}T00:00:00Z`)),
        languageName: (code) => languages.of(code) ?? code,
      }
      return [code, translator]
    }),
  )
}
