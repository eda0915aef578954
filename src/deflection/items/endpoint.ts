import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { wantsJson } from '../../delivery/wants-json.ts'
import { Problem } from '../../server/contract.ts'
import { FEW_VISITS } from '../../storage/purge.ts'
import type { Store } from '../../storage/store.ts'
import type { NewWorkItem } from '../../storage/work-items.ts'
import type { Look } from '../insights/look.ts'
import type { View } from '../insights/view.ts'
import { readComment } from '../queries/inbox.ts'
import { countOpenItems, countVisitsOf, type ItemWithText, readItem, readItems } from '../queries/items.ts'
import { itemChangeSchema, itemFilterSchema, newItemSchema, SENTENCE_LIMIT } from './contract.ts'
import { itemAddress, itemsAddress, sayWhyNot } from './item-parts.ts'
import { type ItemPage, renderItem, renderItemGone } from './item-page.ts'
import { renderItems } from './items-page.ts'
import { type Ask, judgeItem } from './judge.ts'

export interface ItemsEndpoint {
  /** Sees at once what it was given. */
  store: Pick<Store, 'read' | 'createItem' | 'changeItem'>
  /** Epoch ms. */
  clock: () => number
  look: Look
  /** Reads a small form. */
  readFields: (c: Context) => Promise<Map<string, string>>
  /** Asks the search of the built site. */
  ask: Ask
}

type Status = 200 | 409 | 422

/** `/insights/items/` and what is below; whoever mounts it checks who may come in, that only editors change something, and from where. */
export function createItemsEndpoint({ store, clock, look, readFields, ask }: ItemsEndpoint): Hono {
  const { read } = store
  const show = (c: Context, item: ItemWithText, view: Awaited<ReturnType<Look>>, page: Partial<ItemPage> = {}, status: Status = 200) => {
    const articles = (view.published ?? []).filter(({ locale }) => locale === item.locale)
    return c.html(renderItem({ item, articles, ...page }, view), status)
  }
  const sayGone = (c: Context, view: View) => {
    if (wantsJson(c)) throw new Problem('not-found', 'There is no such item (any more).')
    return c.html(renderItemGone(view), 404)
  }
  /** What every press on one item begins with. */
  const begin = async (c: Context) => {
    const fields = await readFields(c)
    const [view, item] = [await look(c, { lang: fields.get('lang') }), await findItem(c)]
    const version =
      z.coerce
        .number()
        .int()
        .safeParse(fields.get('version') ?? '-1').data ?? -1
    return { fields, view, item, version }
  }
  const findItem = async (c: Context) => {
    const id = z.uuid().toLowerCase().safeParse(c.req.param('id'))
    if (!id.success) throw new Problem('not-found', 'There is nothing at this address.')
    return readItem(read, id.data)
  }
  /** Somebody was faster: what is there now, and nothing stored. */
  const sayConflict = async (c: Context, id: string, view: Awaited<ReturnType<Look>>) => {
    const now = await readItem(read, id)
    if (!now) return sayGone(c, view)
    if (wantsJson(c))
      throw new Problem('changed-meanwhile', `Somebody changed this item meanwhile: state "${now.state}", version ${now.version}. Nothing was stored.`)
    return show(c, now, view, { said: view.translator.t('items.conflict') }, 409)
  }

  const app = new Hono()
  app.get('/insights/items', (c) => c.redirect('/insights/items/', 308))
  app.get('/insights/items/', async (c) => {
    const filter = itemFilterSchema.parse(c.req.query())
    const [view, items, open] = await Promise.all([look(c), readItems(read, filter), countOpenItems(read)])
    return c.html(renderItems({ items, open, filter }, view))
  })
  app.get('/insights/items/:id/', async (c) => {
    const [view, item] = await Promise.all([look(c), findItem(c)])
    return item ? show(c, item, view) : sayGone(c, view)
  })

  app.post('/insights/items/new', async (c) => {
    const fields = await readFields(c)
    const { translator } = await look(c, { lang: fields.get('lang') })
    const asked = newItemSchema.safeParse(Object.fromEntries(fields))
    const item = asked.success ? await describeItem(store, asked.data) : undefined
    if (!item)
      throw new Problem('invalid-fields', translator.t('items.errorSubject'), { errors: [{ field: 'subject', detail: translator.t('items.errorSubject') }] })
    const id = await store.createItem({ ...item, role: 'editor', now: clock() })
    return c.redirect(itemAddress(id, translator.locale.code), 303)
  })

  app.post('/insights/items/:id/change', async (c) => {
    const { fields, view, item } = await begin(c)
    if (!item) return sayGone(c, view)
    const given = view.settings.locales.flatMap(({ code }) => (fields.has(`sentence.${code}`) ? [[code, fields.get(`sentence.${code}`)]] : []))
    const form = itemChangeSchema.safeParse({ version: fields.get('version'), article: fields.get('article'), sentences: Object.fromEntries(given) })
    const isKnown = !form.data?.article || !view.published || view.published.some(({ path }) => path === form.data.article)
    if (!form.success || !isKnown) {
      const said = view.translator.t('items.errorFields', { limit: SENTENCE_LIMIT })
      if (wantsJson(c)) throw new Problem('invalid-fields', said)
      return show(c, item, view, { said }, 422)
    }
    const { version, article, sentences } = form.data
    // Sentences in a language that the site no longer has stay as they are.
    const kept = Object.entries({ ...item.sentences, ...sentences }).filter(([, sentence]) => sentence !== '')
    const mayName = article !== undefined && item.state === 'open' && item.kind === 'query'
    const changed = await store.changeItem({ id: item.id, version, sentences: Object.fromEntries(kept), ...(mayName ? { article: article || null } : {}) })
    return changed === 'changed' ? c.redirect(itemAddress(item.id, view.translator.locale.code), 303) : sayConflict(c, item.id, view)
  })

  app.post('/insights/items/:id/check', async (c) => {
    const { view, item, version } = await begin(c)
    if (!item) return sayGone(c, view)
    if (item.state !== 'open' || item.version !== version) return sayConflict(c, item.id, view)
    const verdict = await judgeItem(item, { read, ask, now: clock() })
    if (!verdict.holds) return show(c, item, view, { said: sayWhyNot(verdict, view) })
    const changed = await store.changeItem({ id: item.id, version, close: { role: 'editor', now: clock(), evidence: JSON.stringify(verdict.evidence) } })
    return changed === 'changed' ? c.redirect(itemAddress(item.id, view.translator.locale.code), 303) : sayConflict(c, item.id, view)
  })

  app.post('/insights/items/:id/remove', async (c) => {
    const { view, item, version } = await begin(c)
    if (!item) return sayGone(c, view)
    const changed = await store.changeItem({ id: item.id, version, remove: true })
    return changed === 'changed' ? c.redirect(itemsAddress({ state: 'open' }, view.translator.locale.code), 303) : sayConflict(c, item.id, view)
  })
  return app
}

/** A new item with its condition; undefined when what it is about is not there, or is a search that is too rare to be kept. */
async function describeItem(
  { read }: Pick<Store, 'read'>,
  { kind, locale, subject }: z.infer<typeof newItemSchema>,
): Promise<Omit<NewWorkItem, 'role' | 'now'> | undefined> {
  if (kind === 'query') {
    if ((await countVisitsOf(read, subject, locale)) < FEW_VISITS) return undefined
    return { kind, locale, subject, article: null, condition: 'found' }
  }
  if (kind === 'article') return { kind, locale, subject, article: subject, condition: 'improved' }
  const comment = await readComment(read, subject)
  return comment && { kind, locale: comment.locale, subject, article: comment.article, condition: 'improved' }
}
