import { type Context, Hono } from 'hono'
import type { Translator } from '../../languages/messages.ts'
import { Problem } from '../../server/contract.ts'
import type { Settings } from '../../settings/contract.ts'
import type { Store } from '../../storage/store.ts'
import type { PublishedArticle } from '../contract.ts'
import type { Experiment } from '../experiment.ts'
import { chooseTranslator } from '../insights-layout.ts'
import { createInsights } from '../queries/insights.ts'
import { tabulateArticles } from './answers/articles.ts'
import { EXPORTS, describeArticles, readListedArticles } from './exports.ts'
import { createNames } from './names.ts'
import { answerOneArticle, renderOneArticle } from './one-article.ts'
import { answerAll, renderInsights } from './page.ts'
import { readQuestion, toScope, writeDay } from './question.ts'
import { createSpeech, type Speech } from './speech.ts'
import { type FigureTable, TABLE_NAMES, type TableName, toCsv, toObjects } from './table.ts'
import { articleAddress } from './table-markup.ts'
import type { View } from './view.ts'

export interface InsightsEndpoint {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  /** Epoch ms. */
  clock: () => number
  experiment: Pick<Experiment, 'name' | 'share'>
  /** Articles of the built site; undefined when it is not known what is published. */
  listArticles: () => PublishedArticle[] | undefined
  /** Whether whoever asks may change something. */
  mayChange: (c: Context) => boolean
}

/** `GET /insights/`, `GET /insights/articles/<path>/` and `GET /api/insights/<table>`; whoever mounts it checks who may read. */
export function createInsightsEndpoint({ store, settings, translators, clock, experiment, listArticles, mayChange }: InsightsEndpoint): Hono {
  const codes = settings.locales.map(({ code }) => code)
  const insights = createInsights({
    read: store.read,
    clock,
    experiment,
    defaultLocale: codes[0] ?? 'en',
    cost: settings.contact.tickets?.cost?.amount,
  })
  const speeches = new Map<string, Speech>([...translators].map(([code, translator]) => [code, createSpeech(translator)]))

  const look = async (c: Context, article?: string): Promise<View & { published: PublishedArticle[] | undefined }> => {
    const question = { ...readQuestion(c.req.query(), codes), ...(article ? { article } : {}) }
    const translator = chooseTranslator(translators, c.req.query('lang'))
    const published = listArticles()
    const now = clock()
    return {
      question,
      scope: toScope(question, now, question.days === 'all' ? await insights.firstDay() : undefined),
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

  const app = new Hono()
  app.get('/insights/', async (c) => {
    const { published, ...view } = await look(c)
    // The field of the form takes an article, and an article has a page of its own.
    if (view.question.article) return c.redirect(articleAddress(view.question.article, view), 303)
    return c.html(renderInsights(await answerAll({ insights, published }, view), published, view))
  })
  app.get('/insights/articles/:category/:slug', (c) => c.redirect(`${c.req.path}/${new URL(c.req.url).search}`, 308))
  app.get('/insights/articles/:category/:slug/', async (c) => {
    const article = readQuestion({ article: `${c.req.param('category')}/${c.req.param('slug')}` }, codes).article
    if (!article) throw new Problem('not-found', 'There is nothing at this address.')
    const view = await look(c, article)
    return c.html(renderOneArticle(article, await answerOneArticle(insights, { ...view.scope, article }, view), view))
  })
  app.get('/api/insights/:table', async (c, next) => {
    const name = TABLE_NAMES.find((table) => table === c.req.param('table'))
    if (!name) return next()
    const view = await look(c)
    const { question, scope } = view
    const asked = {
      from: writeDay(scope.from),
      to: writeDay(scope.to),
      locale: scope.locale ?? null,
      category: scope.category ?? null,
      article: scope.article ?? null,
    }
    const isCsv = c.req.query('format') === 'csv'
    if (name === 'articles') {
      const listed = await readListedArticles(insights, view.published, scope, question.sort)
      return isCsv ? sendCsv(tabulateArticles(listed)) : c.json({ question: { ...asked, sort: question.sort }, ...describeArticles(listed) })
    }
    const table = await EXPORTS[name](insights, scope, view)
    return isCsv ? sendCsv(table) : c.json({ question: asked, [name]: toObjects(table) } satisfies { question: object } & Partial<Record<TableName, object[]>>)
  })
  return app
}

function sendCsv(table: FigureTable): Response {
  return new Response(toCsv(table), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${table.name}.csv"`, 'cache-control': 'no-store' },
  })
}
