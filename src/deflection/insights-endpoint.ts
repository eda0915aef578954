import { Hono } from 'hono'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import type { PublishedArticle } from './contract.ts'
import { type ArticleFigures, gatherFigures } from './figures.ts'
import { renderInsights } from './insights.ts'
import { chooseTranslator } from './insights-layout.ts'
import type { Queries } from './load.ts'
import { readQuestion, toFiguresQuestion } from './question.ts'
import { isEnough, type Proportion } from './statistics/proportion.ts'

export interface InsightsEndpoint {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  /** Epoch ms. */
  clock: () => number
  queries: Queries
  /** Articles of the built site; undefined when it is not known what is published. */
  listArticles: () => PublishedArticle[] | undefined
}

/** `GET /insights/` and `GET /api/insights/articles`; whoever mounts it checks who may read. */
export function createInsightsEndpoint({ store, settings, translators, clock, queries, listArticles }: InsightsEndpoint): Hono {
  const codes = settings.locales.map(({ code }) => code)
  const site = settings.endpoint ? settings.url : ''
  const gather = (question: ReturnType<typeof readQuestion>) =>
    gatherFigures({ store, queries, published: listArticles() }, toFiguresQuestion(question, clock()))

  const app = new Hono()
  app.get('/insights/', async (c) => {
    const question = readQuestion(c.req.query(), codes)
    const translator = chooseTranslator(translators, c.req.query('lang'))
    return c.html(renderInsights({ figures: await gather(question), question, translator, settings, site }))
  })
  app.get('/api/insights/articles', async (c) => {
    const question = readQuestion(c.req.query(), codes)
    const { articles, total } = await gather(question)
    return c.json({
      question: { days: question.days, locale: question.locale ?? null, sort: question.sort },
      total: { views: total.views, ...describeAnswers(total) },
      articles: articles.map(({ article, locale, title, category, url, isPublished, views, helpful, effort, reasons }) => ({
        article,
        locale,
        title,
        category,
        url: url ?? null,
        isPublished,
        views,
        ...describeAnswers({ helpful, effort }),
        reasons,
      })),
    })
  })
  return app
}

/** As on the page: a share with its n and its interval, or null while there is nothing to divide by. */
function describeAnswers({ helpful, effort }: Pick<ArticleFigures, 'helpful' | 'effort'>) {
  return {
    votes: helpful.n,
    helpful: { yes: helpful.count, no: helpful.n - helpful.count, ...describeShare(helpful) },
    effort: { n: effort.n, mean: effort.mean, distribution: effort.distribution, easy: describeShare(effort.easy) },
  }
}

function describeShare({ n, share, low, high }: Proportion) {
  return { n, share, low: share === null ? null : low, high: share === null ? null : high, isEnough: isEnough(n) }
}
