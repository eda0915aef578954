import { Hono } from 'hono'
import { Problem } from '../../server/contract.ts'
import type { Settings } from '../../settings/contract.ts'
import type { Store } from '../../storage/store.ts'
import type { Experiment } from '../experiment.ts'
import { createInsights } from '../queries/insights.ts'
import type { GroupOf } from '../queries/search-groups.ts'
import { tabulateArticles } from './answers/articles.ts'
import { EXPORTS, describeArticles, readListedArticles } from './exports.ts'
import type { Look } from './look.ts'
import { answerOneArticle, renderOneArticle } from './one-article.ts'
import { answerAll, renderInsights } from './page.ts'
import { readQuestion, writeDay } from './question.ts'
import { type FigureTable, TABLE_FILTERS, TABLE_NAMES, type TableName, toCsv, toObjects } from './table.ts'
import { articleAddress } from './table-markup.ts'

export interface InsightsEndpoint {
  store: Store
  settings: Settings
  /** Epoch ms. */
  clock: () => number
  experiment: Pick<Experiment, 'name' | 'share'>
  look: Look
  /** Which searches belong together. */
  groupOf: GroupOf
}

/** `GET /insights/`, `GET /insights/articles/<path>/` and `GET /api/insights/<table>`; whoever mounts it checks who may read. */
export function createInsightsEndpoint({ store, settings, clock, experiment, look, groupOf }: InsightsEndpoint): Hono {
  const codes = settings.locales.map(({ code }) => code)
  const insights = createInsights({
    read: store.read,
    clock,
    experiment,
    defaultLocale: codes[0] ?? 'en',
    groupOf,
    cost: settings.contact.tickets?.cost?.amount,
  })
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
    const view = await look(c, { article })
    return c.html(renderOneArticle(article, await answerOneArticle(insights, { ...view.scope, article }, view), view))
  })
  app.get('/api/insights/:table', async (c, next) => {
    const name = TABLE_NAMES.find((table) => table === c.req.param('table'))
    if (!name) return next()
    const view = await look(c)
    const { question, scope } = view
    // Only what the table was narrowed by: an answer must not look as if it were about one article when it is about the site.
    const named = (filter: (typeof TABLE_FILTERS)[typeof name][number]) => (TABLE_FILTERS[name].includes(filter) ? (scope[filter] ?? null) : null)
    const asked = { from: writeDay(scope.from), to: writeDay(scope.to), locale: named('locale'), category: named('category'), article: named('article') }
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
