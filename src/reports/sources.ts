import type { PublishedArticle } from '../deflection/contract.ts'
import { createNames } from '../deflection/insights/names.ts'
import { createSpeech } from '../deflection/insights/speech.ts'
import type { View } from '../deflection/insights/view.ts'
import { chooseTranslator } from '../deflection/insights-layout.ts'
import type { Insights } from '../deflection/queries/insights.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'

/** What reports are made from. */
export interface ReportSources {
  insights: Insights
  settings: Settings
  translators: Map<string, Translator>
  /** Articles of the built site; undefined when it is not known what is published. */
  listArticles: () => PublishedArticle[] | undefined
}

/** Where the insights are: beside the endpoint. */
export function insightsAddress({ settings }: Pick<ReportSources, 'settings'>, path = ''): string {
  return `${settings.endpoint ?? settings.url}/insights/${path}`
}

/** Some days of the insights in somebody's language. */
export function viewDays(sources: ReportSources, locale: string | undefined, days: { from: number; to: number }, now: number): View {
  const { settings, translators, listArticles } = sources
  const translator = chooseTranslator(translators, locale)
  return {
    question: { days: '90', between: days, sort: 'fix' },
    scope: days,
    translator,
    speech: createSpeech(translator),
    settings,
    site: settings.endpoint ? settings.url : '',
    now,
    nameArticle: createNames(
      listArticles(),
      settings.locales.map(({ code }) => code),
    ),
    mayChange: false,
  }
}
