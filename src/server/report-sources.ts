import { createExperiment } from '../deflection/experiment.ts'
import { followMoves } from '../deflection/moved-articles.ts'
import { createInsights } from '../deflection/queries/insights.ts'
import type { Translator } from '../languages/messages.ts'
import type { ReportSources } from '../reports/sources.ts'
import { createWordGroups } from '../search/word-groups.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import type { ServerConfig } from './config.ts'
import { createArticleList } from './published-articles.ts'
import { createRedirectList } from './redirects.ts'

export interface ReportSourceOptions {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  config: Pick<ServerConfig, 'siteId' | 'outDir'>
  /** Epoch ms. */
  clock: () => number
}

/** The figures as the insights show them, for what is sent by itself. */
export function createReportSources({ store, settings, translators, config, clock }: ReportSourceOptions): ReportSources {
  const { tickets } = settings.contact
  const listRedirects = createRedirectList(config.outDir)
  const insights = createInsights({
    read: followMoves(store.readApart, () => listRedirects().articles),
    clock,
    experiment: createExperiment(config.siteId, tickets?.holdout ?? 0),
    defaultLocale: settings.locales[0]?.code ?? 'en',
    groupOf: createWordGroups(),
    cost: tickets?.cost?.amount,
  })
  return { insights, settings, translators, listArticles: createArticleList(config.outDir) }
}
