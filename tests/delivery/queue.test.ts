import fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createQueue, LONGEST_WAIT, MOST_WAITING } from '../../src/delivery/queue.ts'

const NOW = Date.UTC(2026, 10, 20, 12)

/** A browser's storage; `room` is how many entries fit. */
function makeStorage(room = 1000): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      if (!entries.has(key) && entries.size >= room) throw new Error('QuotaExceededError')
      entries.set(key, value)
    },
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
}
const parcel = (at = NOW) => ({ id: v7({ msecs: at }), url: '/api/feedback', body: { vote: 'yes' } })

describe('the queue of what could not be sent', () => {
  it('keeps what it was given, the oldest first, through another page', () => {
    const storage = makeStorage()
    const [later, earlier] = [parcel(NOW), parcel(NOW - 5000)]
    const queue = createQueue(
      () => storage,
      () => NOW,
    )
    for (const one of [later, earlier]) queue.put(one)
    expect(
      createQueue(
        () => storage,
        () => NOW,
      ).list(),
    ).toEqual([earlier, later])
  })

  it('has a thing once, however often it is given', () => {
    const storage = makeStorage()
    const queue = createQueue(
      () => storage,
      () => NOW,
    )
    const one = parcel()
    for (let turn = 0; turn < 3; turn++) queue.put(one)
    expect(queue.list()).toEqual([one])
    queue.drop(one.id)
    expect(queue.list()).toEqual([])
    expect(storage.length).toBe(0)
  })

  it('forgets after a day, and what a clock that was set back would keep for longer', () => {
    const storage = makeStorage()
    let now = NOW
    const queue = createQueue(
      () => storage,
      () => now,
    )
    queue.put(parcel())
    now = NOW + LONGEST_WAIT - 1
    expect(queue.list()).toHaveLength(1)
    now = NOW + LONGEST_WAIT
    expect(queue.list()).toEqual([])
    expect(storage.length).toBe(0)
    queue.put(parcel(now))
    now -= 3 * LONGEST_WAIT
    expect(queue.list()).toEqual([])
  })

  it('leaves alone what others keep there, and throws away what is broken', () => {
    const storage = makeStorage()
    storage.setItem('other', 'kept')
    storage.setItem(`waymark-unsent-${v7({ msecs: NOW })}`, '{"url":1')
    storage.setItem('waymark-unsent-nonsense', '{"url":"/","body":{}}')
    expect(
      createQueue(
        () => storage,
        () => NOW,
      ).list(),
    ).toEqual([])
    expect([storage.length, storage.getItem('other')]).toEqual([1, 'kept'])
  })

  it('keeps what storage that is blocked or full does not take as long as the page is there, for a day at most', () => {
    let now = NOW
    const blocked = createQueue(
      () => {
        throw new Error('SecurityError')
      },
      () => now,
    )
    const [sent, waiting] = [parcel(), parcel()]
    for (const one of [sent, waiting]) blocked.put(one)
    blocked.drop(sent.id)
    expect(blocked.list()).toEqual([waiting])
    now += LONGEST_WAIT
    expect(blocked.list()).toEqual([])
    const full = makeStorage(0)
    const queue = createQueue(
      () => full,
      () => NOW,
    )
    for (let turn = 0; turn <= MOST_WAITING; turn++) queue.put(parcel())
    expect(queue.list()).toHaveLength(MOST_WAITING)
  })

  it('never has more than fifty, nothing twice, nothing old, and the newest of all', () => {
    const action = fc.record({ age: fc.integer({ min: -1000, max: 2 * LONGEST_WAIT }), drops: fc.boolean() })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
        const storage = makeStorage()
        const queue = createQueue(
          () => storage,
          () => NOW,
        )
        const kept: { id: string; at: number }[] = []
        for (const { age, drops } of actions) {
          if (drops && kept.length > 0) queue.drop(kept.pop()!.id)
          const one = parcel(NOW - age)
          queue.put(one)
          kept.push({ id: one.id, at: NOW - age })
        }
        const waiting = queue.list().map(({ id }) => id)
        expect(waiting.length).toBeLessThanOrEqual(MOST_WAITING)
        expect(new Set(waiting).size).toBe(waiting.length)
        expect(waiting).toEqual(waiting.toSorted())
        for (const id of waiting) expect(kept.map((one) => one.id)).toContain(id)
        const newest = kept.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
        if (newest && NOW - newest.at < LONGEST_WAIT) expect(waiting).toContain(newest.id)
      }),
      { numRuns: 50 },
    )
  })
})
