import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IdTaken, type Store, type StoredEvent, StoreUnavailable, type TicketSubmission } from '../../src/storage/store.ts'

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

/** A message with a file, an address and two targets; every call has its own ids. */
export function makeSubmission(change: Partial<TicketSubmission> = {}): TicketSubmission {
  const { id } = makeEvent()
  return {
    ticket: {
      id,
      reference: `R-${last}`,
      received: 1000,
      visit: '00000000000000aa',
      locale: 'fa',
      path: '/fa/contact/',
      subject: 'پرداخت',
      description: 'It does not work.\nPlease help.',
      detail: '{}',
    },
    events: [makeEvent({ type: 'submit' })],
    attachments: [{ id: 'a', name: 'screen.png', type: 'image/png', content: new Uint8Array([0, 255, 10, 13]) }],
    deliveries: ['webhook:desk', 'email:reader'].map((target) => ({ id: makeEvent().id, target })),
    address: { address: 'anna@example.com', expires: 5000 },
    ...change,
  }
}

const EVENTS = 'SELECT id, type, value, text, answer FROM event WHERE server_time >= :since ORDER BY arrival, id'

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
      await Promise.all([store.append([event]), store.append([event, makeEvent()]), store.append([{ ...event, clientTime: 2000, visit: '00000000000000bb' }])])
      await store.append([event])
      const rows = await readAll()
      expect(rows).toHaveLength(2)
      expect(rows[0]).toMatchObject({ id: event.id, value: 1 })
      // Nor does a visit that brought nothing new.
      expect(await store.read('SELECT visit FROM visit_state WHERE site = :site', {})).toEqual([{ visit: event.visit }])
    })

    it('refuses other content under a known id, whenever it comes, and stores the rest of its batch', async () => {
      const [event, other, late] = [makeEvent(), makeEvent(), makeEvent()]
      const results = await Promise.allSettled([store.append([event]), store.append([{ ...event, value: 0 }, other])])
      expect(results).toMatchObject([{ value: 'stored' }, { reason: { ids: [event.id] } }])
      await expect(store.append([late, { ...late, text: 'another' }])).rejects.toThrow(new IdTaken([late.id]))
      await expect(store.append([{ ...event, reader: makeEvent().id }])).rejects.toBeInstanceOf(IdTaken)
      expect(await readAll()).toMatchObject([event, other, late].map(({ id }) => ({ id, value: 1, text: null })))
    })

    it('adds nothing when a submission comes again with other parts, and says so', async () => {
      const vote = makeEvent()
      await store.append([vote], { once: vote.id })
      const more = store.append([vote, makeEvent({ type: 'comment', text: 'late' })], { once: vote.id })
      await expect(more).rejects.toThrow(new IdTaken([vote.id]))
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
      await expect(pending).resolves.toBe('stored')
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
      expect(await store.findVisit('feedfacefeedface')).toMatchObject({ last: 500_000, locale: 'en' })
      expect(await store.findVisit('0000000000000000')).toBeUndefined()
    })

    it('stores an answer while a long question is read', async () => {
      const order: string[] = []
      const counting = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) AS n FROM n'
      const long = store.readApart<{ n: number }>(counting, {}).finally(() => order.push('question'))
      await store.append([makeEvent()])
      order.push('answer')
      expect(await long).toMatchObject([{ n: 3_000_000 }])
      expect(order).toEqual(['answer', 'question'])
      await expect(store.readApart('SELECT id FROM nowhere', {})).rejects.toThrow('nowhere')
    })

    it('knows whether it has an event', async () => {
      const [event, other] = [makeEvent(), makeEvent()]
      await store.append([event])
      expect([await store.hasEvent(event.id), await store.hasEvent(other.id)]).toEqual([true, false])
    })

    it('gives back every field of an event as it was given, and keeps none whose id is none', async () => {
      const page = makeEvent().id
      const full = makeEvent({ reader: page, answer: page, arm: 'suggestions-10/holdout', text: 'ﬁ', detail: '{"a":1}', clientTime: 70_000, serverTime: 2000 })
      const plain = {
        id: makeEvent().id,
        type: 'tree_step',
        version: 2,
        clientTime: 0,
        serverTime: 3000,
        visit: full.visit,
        reader: full.visit,
        path: '/',
        locale: 'fa',
      }
      await store.append([full, plain])
      await expect(store.append([makeEvent({ visit: 'nobody' })])).rejects.toThrow('"nobody"')
      const rows = await store.read(
        'SELECT id, type, version, client_time AS "clientTime", server_time AS "serverTime", visit, reader, answer, path, article, revision, locale, arm, value, text, detail FROM event ORDER BY arrival',
        {},
      )
      const nothing = { answer: null, article: null, revision: null, arm: null, value: null, text: null, detail: null }
      expect(rows.map((row) => ({ ...(row as object) }))).toEqual([full, { ...nothing, ...plain }])
    })

    it('takes a submission with a token once, and tells a repeat from a replay', async () => {
      const token = { id: 'nonce-1', expires: 9000 }
      const first = makeEvent()
      const other = makeEvent()
      const outcomes = [
        await store.append([first], { once: first.id, token }),
        await store.append([first], { once: first.id, token }),
        await store.append([other], { once: other.id, token }),
      ]
      expect(outcomes).toEqual(['stored', 'known', 'replayed'])
      expect(await readAll()).toHaveLength(1)
      expect(await store.spendToken(token)).toBe(false)
      await store.forgetExpired(9000)
      expect(await Promise.all([store.spendToken(token), store.spendToken(token)])).toEqual([true, false])
    })

    it('keeps an address apart, until its time is over', async () => {
      const event = makeEvent({ type: 'comment', text: 'Call me' })
      await store.append([event], { once: event.id, address: { address: 'anna@example.com', expires: 500 } })
      const readAddresses = () => store.read('SELECT subject, address FROM contact_address WHERE site = :site', {})
      expect(await readAddresses()).toMatchObject([{ subject: event.id, address: 'anna@example.com' }])
      await store.forgetExpired(499)
      expect(await readAddresses()).toHaveLength(1)
      await store.forgetExpired(500)
      expect(await readAddresses()).toEqual([])
    })

    it('files a ticket with everything that belongs to it, once', async () => {
      const submission = makeSubmission()
      expect(await Promise.all([store.appendTicket(submission), store.appendTicket(submission)])).toEqual(['stored', 'known'])
      await store.close()
      store = await opened.reopen()
      expect(await store.appendTicket(submission)).toBe('known')
      expect(await store.findTicket(submission.ticket.id)).toEqual({
        ticket: submission.ticket,
        attachments: submission.attachments,
        address: 'anna@example.com',
      })
      expect(await readAll()).toMatchObject([{ type: 'submit' }])
      expect(await store.findTicket('another')).toBeUndefined()
    })

    it('stores nothing of a ticket whose token was used for another', async () => {
      const token = { id: 'nonce-2', expires: 9000 }
      expect(await store.appendTicket(makeSubmission({ token }))).toBe('stored')
      const replay = makeSubmission({ token })
      expect(await store.appendTicket(replay)).toBe('replayed')
      expect(await store.findTicket(replay.ticket.id)).toBeUndefined()
      expect(await readAll()).toHaveLength(1)
    })

    it('stores nothing of a ticket whose reference is taken, and everything that is committed with it', async () => {
      const taken = makeSubmission()
      await store.appendTicket(taken)
      const other = makeSubmission()
      other.ticket.reference = taken.ticket.reference
      const results = await Promise.allSettled([store.append([makeEvent()]), store.appendTicket(other), store.appendTicket(makeSubmission())])
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await store.findTicket(other.ticket.id)).toBeUndefined()
      expect(await readAll()).toHaveLength(3)
    })

    it('gives a delivery to one process at a time, and to another when its lease ends', async () => {
      const submission = makeSubmission()
      await store.appendTicket(submission)
      const claim = (now: number) => store.claimDeliveries({ target: 'webhook:desk', now, limit: 10, leaseMs: 100 })
      expect(await claim(999)).toEqual([])
      const [first] = await claim(1000)
      expect(first).toMatchObject({ id: submission.deliveries[0]?.id, ticket: submission.ticket.id, target: 'webhook:desk', attempt: 1, created: 1000 })
      expect(await claim(1099)).toEqual([])
      expect(await store.nextDelivery('webhook:desk')).toBe(1100)
      const [second] = await claim(1100)
      expect(second).toMatchObject({ id: first!.id, attempt: 2 })
      expect(await store.finishDelivery(first!, 1101)).toBe(false)
      expect(await store.finishDelivery(second!, 1101)).toBe(true)
      expect(await claim(9999)).toEqual([])
      expect(await store.nextDelivery('webhook:desk')).toBeUndefined()
      expect(await store.claimDeliveries({ target: 'email:reader', now: 1000, limit: 10, leaseMs: 100 })).toHaveLength(1)
    })

    it('tries a delivery again, gives it up, and sends it again when asked', async () => {
      const { ticket, deliveries } = makeSubmission()
      await store.appendTicket(makeSubmission({ ticket, deliveries: deliveries.slice(0, 1) }))
      const claim = async (now: number) => (await store.claimDeliveries({ target: 'webhook:desk', now, limit: 1, leaseMs: 100 }))[0]!
      expect(await store.failDelivery(await claim(1000), 3000, 'answered 500')).toBe(true)
      expect(await store.nextDelivery('webhook:desk')).toBe(3000)
      expect(await store.killDelivery(await claim(3000), 3001, 'answered 410')).toBe(true)
      expect(await store.listDead(10)).toEqual([
        {
          id: deliveries[0]!.id,
          ticket: ticket.id,
          reference: ticket.reference,
          target: 'webhook:desk',
          attempts: 2,
          created: 1000,
          finished: 3001,
          lastError: 'answered 410',
        },
      ])
      expect([await store.resend(deliveries[0]!.id, 4000), await store.resend(deliveries[0]!.id, 4000)]).toEqual([true, false])
      expect(await store.listDead(10)).toEqual([])
      expect(await claim(4000)).toMatchObject({ attempt: 1, created: 4000 })
    })

    it('claims the oldest first and never more than asked for', async () => {
      const submissions = [makeSubmission(), makeSubmission(), makeSubmission()]
      for (const [index, submission] of submissions.entries()) {
        submission.ticket.received = 1000 - index
        await store.appendTicket(submission)
      }
      const claimed = await store.claimDeliveries({ target: 'webhook:desk', now: 2000, limit: 2, leaseMs: 100 })
      expect(claimed.map(({ ticket }) => ticket)).toEqual([submissions[2]!.ticket.id, submissions[1]!.ticket.id])
    })

    it('files one report for an occasion, whoever is first, with a delivery for each letter', async () => {
      const letters = ['anna@example.com', 'reza@example.com'].map((to) => ({ id: makeEvent().id, to, locale: 'fa' }))
      const report = { id: 'digest:2026-W47', created: 1000, letters, detail: '{"n":1}' }
      const other = { ...report, letters: [{ id: makeEvent().id, to: 'late@example.com' }] }
      expect((await Promise.all([store.fileReport(report, 'report'), store.fileReport(report, 'report')])).sort()).toEqual([false, true])
      expect(await store.fileReport(other, 'report')).toBe(false)
      expect(await store.findReport(report.id)).toEqual(report)
      expect(await store.findReport('digest:2026-W48')).toBeUndefined()
      const claimed = await store.claimDeliveries({ target: 'report', now: 1000, limit: 9, leaseMs: 100 })
      expect(claimed.map(({ id, ticket }) => [id, ticket])).toEqual(letters.map(({ id }) => [id, report.id]).sort())
      for (const claim of claimed) await store.killDelivery(claim, 1001, 'The mail server answered 550.')
      expect((await store.listDead(10)).map(({ reference }) => reference)).toEqual([report.id, report.id])
      expect(await store.resend(letters[0]!.id, 2000)).toBe(true)
    })

    it('answers a check', async () => {
      await expect(store.check()).resolves.toBeUndefined()
    })
  })
}
