import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Store, type StoredEvent, StoreUnavailable } from '../../src/storage/store.ts'

let last = 0
/** An event as an endpoint would store it; every call has its own id. */
export function makeEvent(change: Partial<StoredEvent> = {}): StoredEvent {
  last += 1
  return {
    id: `0192f0c1-0000-7000-8000-${String(last).padStart(12, '0')}`,
    type: 'vote',
    version: 1,
    clientTime: 1000,
    serverTime: 1000,
    visit: '00000000000000aa',
    reader: '00000000000000aa',
    path: '/using/find-an-answer/',
    article: 'using/find-an-answer',
    revision: '0123456789abcdef',
    locale: 'en',
    value: 1,
    ...change,
  }
}

const EVENTS = 'SELECT id, type, value, text, answer FROM event WHERE server_time >= :since ORDER BY arrival'

/** What every store must do, whichever database is behind it. */
export function describeStore(
  name: string,
  open: (options?: { queueLimit?: number }) => Promise<{ store: Store; reopen: () => Promise<Store>; remove: () => void }>,
): void {
  describe(name, () => {
    let opened: Awaited<ReturnType<typeof open>>
    let store: Store
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(async () => {
      await store.close()
      opened.remove()
    })
    const readAll = (from = store) => from.read<{ id: string; value: number | null; text: string | null; answer: string | null }>(EVENTS, { since: 0 })

    it('has an event after it was opened again', async () => {
      const event = makeEvent({ text: 'سلام', detail: '{}' })
      await store.append([event])
      await store.close()
      store = await opened.reopen()
      expect(await readAll()).toMatchObject([{ id: event.id, value: 1, text: 'سلام', answer: null }])
    })

    it('stores an event once, however often it is sent', async () => {
      const event = makeEvent()
      await Promise.all([store.append([event]), store.append([event, makeEvent()]), store.append([{ ...event, value: 0 }])])
      await store.append([event])
      const rows = await readAll()
      expect(rows).toHaveLength(2)
      expect(rows[0]).toMatchObject({ id: event.id, value: 1 })
    })

    it('adds nothing when a submission comes again with more parts', async () => {
      const vote = makeEvent()
      await store.append([vote], vote.id)
      await store.append([vote, makeEvent({ type: 'comment', text: 'late' })], vote.id)
      expect(await readAll()).toHaveLength(1)
    })

    it('keeps the order of arrival', async () => {
      const events = Array.from({ length: 50 }, () => makeEvent())
      await Promise.all(events.map((event) => store.append([event])))
      expect((await readAll()).map(({ id }) => id)).toEqual(events.map(({ id }) => id))
    })

    it('turns writes away when too many wait, and takes them again afterwards', async () => {
      const small = await open({ queueLimit: 2 })
      const results = await Promise.allSettled([1, 2, 3].map(() => small.store.append([makeEvent()])))
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
      expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(StoreUnavailable)
      await small.store.append([makeEvent()])
      expect(await readAll(small.store)).toHaveLength(3)
      await small.store.close()
      small.remove()
    })

    it('commits what is queued when it closes', async () => {
      const pending = store.append([makeEvent()])
      await store.close()
      await expect(pending).resolves.toBeUndefined()
      await expect(store.append([makeEvent()])).rejects.toBeInstanceOf(StoreUnavailable)
      await expect(store.check()).rejects.toThrow()
      store = await opened.reopen()
      expect(await readAll()).toHaveLength(1)
    })

    it('counts per day and name', async () => {
      await Promise.all([store.count('reject:honeypot', '2026-11-20'), store.count('reject:honeypot', '2026-11-20'), store.count('ignore:bot', '2026-11-21')])
      expect(await store.read('SELECT day, name, total FROM counter WHERE day >= :day ORDER BY day', { day: '' })).toMatchObject([
        { day: '2026-11-20', name: 'reject:honeypot', total: 2 },
        { day: '2026-11-21', name: 'ignore:bot', total: 1 },
      ])
    })

    it('makes one salt a day and forgets those of earlier days', async () => {
      const salt = (byte: number) => () => new Uint8Array(32).fill(byte)
      expect(await store.findSalt('2026-11-20')).toBeUndefined()
      const [first, second] = await Promise.all([store.findSalt('2026-11-20', salt(1)), store.findSalt('2026-11-20', salt(2))])
      expect(first).toEqual(second)
      await store.findSalt('2026-11-21', salt(3))
      await store.forgetSalts('2026-11-21')
      expect(await store.findSalt('2026-11-20')).toBeUndefined()
      expect(await store.findSalt('2026-11-21')).toEqual(salt(3)())
    })

    it('knows whether a visit is under way', async () => {
      await store.append([makeEvent({ visit: 'feedfacefeedface', serverTime: 500 })])
      expect(await store.hasVisit('feedfacefeedface', 500)).toBe(true)
      expect(await store.hasVisit('feedfacefeedface', 501)).toBe(false)
      expect(await store.hasVisit('0000000000000000', 0)).toBe(false)
    })

    it('answers a check', async () => {
      await expect(store.check()).resolves.toBeUndefined()
    })
  })
}
