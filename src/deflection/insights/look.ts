import type { Context } from 'hono'
import type { Translator } from '../../languages/messages.ts'
import type { Settings } from '../../settings/contract.ts'
import type { PublishedArticle } from '../contract.ts'
import { chooseTranslator } from '../insights-layout.ts'
import { createNames } from './names.ts'
import { readQuestion, toScope } from './question.ts'
import { createSpeech, type Speech } from './speech.ts'
import type { View } from './view.ts'

export interface Looking {
  settings: Settings
  translators: Map<string, Translator>
  /** Epoch ms. */
  clock: () => number
  /** Articles of the built site; undefined when it is not known what is published. */
  listArticles: () => PublishedArticle[] | undefined
  /** Whether whoever asks may change something. */
  mayChange: (c: Context) => boolean
  /** Day of the oldest figure, where “all time” begins. */
  firstDay: () => Promise<number | undefined>
}

export type Look = (
  c: Context,
  asked?: { article?: string | undefined; lang?: string | undefined },
) => Promise<View & { published: PublishedArticle[] | undefined }>

/** What a page of the insights needs to know of a request before it asks anything: who, what, and in which language. */
export function createLook({ settings, translators, clock, listArticles, mayChange, firstDay }: Looking): Look {
  const codes = settings.locales.map(({ code }) => code)
  const speeches = new Map<string, Speech>([...translators].map(([code, translator]) => [code, createSpeech(translator)]))
  return async (c, { article, lang = c.req.query('lang') } = {}) => {
    const question = { ...readQuestion(c.req.query(), codes), ...(article ? { article } : {}) }
    const translator = chooseTranslator(translators, lang, c.req.header('accept-language'))
    const published = listArticles()
    const now = clock()
    return {
      question,
      scope: toScope(question, now, question.days === 'all' ? await firstDay() : undefined),
      translator,
      speech: speeches.get(translator.locale.code) ?? createSpeech(translator),
      settings,
      site: settings.endpoint ? settings.url : '',
      now,
      nameArticle: createNames(published, codes),
      mayChange: mayChange(c),
      published,
    }
  }
}
