import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { wantsJson } from '../../delivery/wants-json.ts'
import { Problem, refuseFields } from '../../server/contract.ts'
import type { Store } from '../../storage/store.ts'
import type { Look } from '../insights/look.ts'
import type { View } from '../insights/view.ts'
import type { InboxComment } from '../queries/inbox.ts'
import { readAddress, readAssignees, readComment, readInbox, readStateCounts, readSteps } from '../queries/inbox.ts'
import { commentAddress, inboxAddress } from './address.ts'
import { type CommentPage, renderCommentPage, renderGone } from './comment-page.ts'
import { ASSIGNEE_LIMIT, type CommentChangeForm, commentChangeSchema, inboxFilterSchema } from './contract.ts'
import { renderInbox } from './inbox-page.ts'

export interface InboxEndpoint {
  /** Sees at once what it was given: an editor who saved must see it on the next page. */
  store: Pick<Store, 'read' | 'changeComment' | 'noteOpened'>
  /** Epoch ms. */
  clock: () => number
  look: Look
  /** Reads a small form. */
  readFields: (c: Context) => Promise<Map<string, string>>
}

const idSchema = z.uuid().toLowerCase()

/** `/insights/inbox/` and what is below; whoever mounts it checks who may come in, that only editors change something, and from where. */
export function createInboxEndpoint({ store, clock, look, readFields }: InboxEndpoint): Hono {
  const showComment = async (c: Context, comment: InboxComment, view: View, page: Partial<CommentPage> = {}, status: 200 | 409 | 422 = 200) => {
    const [steps, names] = await Promise.all([readSteps(store.read, comment.id), readAssignees(store.read)])
    return c.html(renderCommentPage({ comment, steps, names, ...page }, view), status)
  }
  const findComment = async (c: Context) => {
    const id = idSchema.safeParse(c.req.param('id'))
    if (!id.success) throw new Problem('not-found', 'There is nothing at this address.')
    return readComment(store.read, id.data)
  }
  const sayGone = (c: Context, view: View) => {
    if (wantsJson(c)) throw new Problem('not-found', 'There is no such comment (any more).')
    return c.html(renderGone(view), 404)
  }

  const app = new Hono()
  app.get('/insights/inbox', (c) => c.redirect('/insights/inbox/', 308))
  app.get('/insights/inbox/', async (c) => {
    const filter = inboxFilterSchema.parse(c.req.query())
    const [view, page, counts, names] = await Promise.all([look(c), readInbox(store.read, filter), readStateCounts(store.read), readAssignees(store.read)])
    return c.html(renderInbox({ ...page, counts, names, filter }, view))
  })
  app.get('/insights/inbox/:id/', async (c) => {
    const [view, comment] = await Promise.all([look(c), findComment(c)])
    return comment ? showComment(c, comment, view) : sayGone(c, view)
  })

  // A press each time: what is masked has no address of its own that could be shared or left open.
  app.post('/insights/inbox/:id/open', async (c) => {
    const [fields, comment] = [await readFields(c), await findComment(c)]
    const view = await look(c, { lang: fields.get('lang') })
    if (!comment || !(await store.noteOpened({ comment: comment.id, role: 'editor', now: clock() }))) return sayGone(c, view)
    return showComment(c, comment, view, { opened: { address: await readAddress(store.read, comment.id) } })
  })

  app.post('/insights/inbox/:id/change', async (c) => {
    const [fields, comment] = [await readFields(c), await findComment(c)]
    const view = await look(c, { lang: fields.get('lang') })
    if (!comment) return sayGone(c, view)
    const form = commentChangeSchema.safeParse(Object.fromEntries(fields))
    const choice = { state: fields.get('state') ?? '', assignee: (fields.get('assignee') ?? '').slice(0, ASSIGNEE_LIMIT) }
    if (!form.success) {
      if (wantsJson(c)) throw refuseFields(form.error)
      return showComment(c, comment, view, { refused: { choice, error: sayMistake(form.error, view) } }, 422)
    }
    const { assignee, ...change } = form.data
    const current = view.published?.find(({ path, locale }) => path === comment.article && locale === comment.locale)?.revision
    const error = refuseFix(form.data, comment, current, view)
    if (error) {
      if (wantsJson(c)) throw new Problem('invalid-fields', error, { errors: [{ field: 'state', detail: error }] })
      return showComment(c, comment, view, { refused: { choice, error } }, 422)
    }
    const revision = change.state === 'fixed' ? (comment.state === 'fixed' ? comment.fixedIn : (current ?? null)) : comment.fixedIn
    const changed = await store.changeComment({ comment: comment.id, ...change, assignee: assignee || null, revision, role: 'editor', now: clock() })
    if (changed.outcome === 'gone') return sayGone(c, view)
    if (changed.outcome === 'changed') return c.redirect(findWayBack(fields.get('back'), comment, view), 303)
    const { state, assignee: holder, version } = changed.standing
    const detail = `Somebody changed this comment meanwhile: state "${state}", assignee "${holder ?? ''}", version ${version}. Nothing was stored. Look at it, then send your change with that version.`
    if (wantsJson(c)) throw new Problem('changed-meanwhile', detail)
    const now = { ...comment, state, assignee: holder, version }
    return showComment(c, now, view, { isConflict: true, refused: { choice, error: '' } }, 409)
  })
  return app
}

/** A fix that readers cannot see yet is none. */
function refuseFix(
  { state }: CommentChangeForm,
  comment: InboxComment,
  current: string | undefined,
  { published, translator: { t } }: View & { published?: unknown },
) {
  // While it is not known what is published, an editor's word counts.
  if (state !== 'fixed' || comment.state === 'fixed' || published === undefined) return undefined
  if (current === undefined) return t('inbox.errorUnpublished')
  return current === comment.revision ? t('inbox.errorSame', { revision: current }) : undefined
}

function sayMistake({ issues }: z.ZodError, { translator: { t } }: View): string {
  return issues.some(({ path }) => path[0] === 'assignee') ? t('inbox.errorAssignee', { limit: ASSIGNEE_LIMIT }) : t('inbox.errorState')
}

/** To the list that the form was on, as its filter is understood; never to an address that was sent. */
function findWayBack(back: string | undefined, { id }: InboxComment, { translator: { locale } }: View): string {
  if (!back?.startsWith('/insights/inbox/?')) return commentAddress(id, locale.code)
  const query = Object.fromEntries(new URLSearchParams(back.slice(back.indexOf('?'))))
  return inboxAddress(inboxFilterSchema.parse(query), locale.code)
}
