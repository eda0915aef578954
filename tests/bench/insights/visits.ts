import { v7 } from 'uuid'
import { createRandom } from '../../../src/commands/simulate/model.ts'
import type { StoredEvent } from '../../../src/storage/store.ts'

const DAY = 86_400_000
/** A large help centre: 400 articles in five languages, of which some are read much more than others. */
const ARTICLES = 400
const LOCALES = ['en', 'en', 'en', 'fa', 'he', 'ru', 'lv']

/** About `events` events of whole visits, spread over `days` that end now, oldest first, in batches as commits would have them. */
export function* makeVisits({ events, days, now }: { events: number; days: number; now: number }): Generator<StoredEvent[]> {
  const random = createRandom(1)
  const pick = (n: number, skew = 1) => Math.floor(random() ** skew * n)
  let made = 0
  let batch: StoredEvent[] = []
  for (let visit = 0; made < events; visit += 1) {
    const start = now - days * DAY + (made / events) * days * DAY
    const name = visit.toString(16).padStart(16, '0')
    const locale = LOCALES[pick(LOCALES.length)]!
    let time = Math.floor(start)
    const add = (type: string, fields: Partial<StoredEvent> = {}): StoredEvent => {
      time += 1000
      const id = v7({ msecs: time })
      const path = fields.article ? `/${fields.article}/` : '/'
      const event = { id, type, version: 1, clientTime: time, serverTime: time, visit: name, reader: id, path, locale, ...fields }
      batch.push(event)
      made += 1
      return event
    }
    if (random() < 0.4) {
      const isCommon = random() < 0.7
      const search = add('search', { text: isCommon ? `common question ${pick(2000, 2)}` : `rare words ${visit}`, value: pick(6), detail: '{"ms":40}' })
      if (random() < 0.6) add('search_click', { value: 1, text: '/a/b/', detail: JSON.stringify({ search: search.id }) })
    }
    for (let read = 1 + pick(3); read > 0; read -= 1) {
      const about = {
        article: `category-${pick(8)}/article-${pick(ARTICLES / 8, 2)}`,
        revision: made > events * 0.8 && visit % 5 === 0 ? 'fedcba9876543210' : '0123456789abcdef',
      }
      add('view', { ...about, text: 'nav' })
      add('view_end', { ...about, value: 40_000, detail: '{"scroll":80}' })
      if (random() < 0.05) add('vote', { ...about, value: random() < 0.7 ? 1 : 0 })
    }
    if (random() < 0.05) {
      const arm = `suggestions-10/${random() < 0.1 ? 'holdout' : 'suggest'}`
      add('contact_open', { arm, text: 'nav' })
      if (random() < 0.6) add('submit', { arm, text: 'orders' })
    }
    if (batch.length >= 500) {
      yield batch
      batch = []
    }
  }
  yield batch
}
