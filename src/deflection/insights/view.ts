import type { Translator } from '../../languages/messages.ts'
import type { Settings } from '../../settings/contract.ts'
import type { Scope } from '../queries/scope.ts'
import type { InsightsQuestion } from './question.ts'
import type { Speech } from './speech.ts'

/** What every part of a page of the insights needs to speak: the question, the language and the names of things. */
export interface View {
  question: InsightsQuestion
  scope: Scope
  translator: Translator
  speech: Speech
  settings: Settings
  /** Address of the site when the endpoint is elsewhere, else ''. */
  site: string
  /** Epoch ms. */
  now: number
  /** What an article is called; its path when it is not published (any more). */
  nameArticle: (article: string, locale: string) => ArticleName
  /** Who reads this may change something. */
  mayChange: boolean
}

export interface ArticleName {
  title: string
  /** Language of the title; undefined when the title is only the path. */
  locale: string | undefined
  /** Address on the site; undefined when the article is not published. */
  url: string | undefined
  /** False for an article that the built site does not have; true while it is not known what the site has. */
  isPublished: boolean
  category: string
}

/** What a language calls itself; its code when the settings do not have it (any more). */
export function nameLocale({ settings }: Pick<View, 'settings'>, code: string): string {
  return settings.locales.find((locale) => locale.code === code)?.name ?? code
}
