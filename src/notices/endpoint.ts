import type { Context } from 'hono'
import type { Translator } from '../languages/messages.ts'
import { Problem } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import type { Notice, NoticesAnswer } from './contract.ts'
import { showNotices } from './show.ts'

/** With the 3 s for which folders are not read again, a page that is opened shows a notice within a minute, behind a cache too. */
const CACHING = 'public, max-age=30'

export interface NoticesEndpoint {
  /** Notices as they are on disk now. */
  read: () => Notice[]
  settings: Settings
  translators: Map<string, Translator>
  /** Address of an article in a locale; undefined when there is none. */
  articleUrl: (path: string, locale: string) => string | undefined
  /** A name for a text that changes with it. */
  tag: (text: string) => string
  /** Epoch ms. */
  clock: () => number
}

/** `GET /api/notices?locale=fa`: what pages show on top now. The same for everybody, so any cache may keep it. */
export function createNoticesEndpoint({ read, settings, translators, articleUrl, tag, clock }: NoticesEndpoint): (c: Context) => Response {
  return (c) => {
    const locale = c.req.query('locale') ?? ''
    const translator = translators.get(locale)
    if (!translator) {
      const detail = `Write one of ${[...translators.keys()].join(', ')}.`
      throw new Problem('invalid-fields', 'Not accepted: locale.', { errors: [{ field: 'locale', detail }] })
    }
    const now = clock()
    const shown = showNotices(read(), { settings, translator, articleUrl: (path) => articleUrl(path, locale) }, now)
    const answer: NoticesAnswer = { dismiss: translator.t('notice.dismiss'), notices: shown.filter(({ from = now }) => from <= now) }
    const body = JSON.stringify(answer)
    const etag = `"${tag(body)}"`
    // Read from the pages of a site at another address, too; there is nothing in it that is not public.
    const headers = { 'cache-control': CACHING, etag, 'access-control-allow-origin': '*' }
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers)
    return c.body(body, 200, { ...headers, 'content-type': 'application/json' })
  }
}
