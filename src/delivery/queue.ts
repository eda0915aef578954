/** Something to be posted: where to, what, and its id, which the endpoint stores once. */
export interface Parcel {
  /** UUIDv7: its first 48 bits are when it was made. */
  id: string
  url: string
  body: object
}

const PREFIX = 'waymark-unsent-'
/** Nothing waits longer, in ms. */
export const LONGEST_WAIT = 86_400_000
/** Nothing more waits; the oldest give way. */
export const MOST_WAITING = 50

/** Epoch ms at which a UUIDv7 was made. */
function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/**
 * What could not be sent yet, on the reader's device. One entry per parcel, so that two tabs never overwrite each other's list; the ids are
 * in order of time. What storage does not take, because it is full or blocked, waits as long as the page is there.
 */
export function createQueue(storage: () => Storage, clock: () => number) {
  const spare = new Map<string, Parcel>()
  const attempt = <Result>(act: (place: Storage) => Result, otherwise: Result): Result => {
    try {
      return act(storage())
    } catch {
      return otherwise
    }
  }
  /** What waits, in order; the oldest beyond the bound are gone. */
  const keys = (place: Storage) => {
    const found = Array.from({ length: place.length }, (_, index) => place.key(index) ?? '')
      .filter((key) => key.startsWith(PREFIX))
      .sort()
    for (const key of found.slice(0, -MOST_WAITING)) place.removeItem(key)
    return found.slice(-MOST_WAITING)
  }

  return {
    /** Lets a parcel wait. */
    put: ({ id, url, body }: Parcel): void => {
      const isKept = attempt((place) => {
        place.setItem(PREFIX + id, JSON.stringify({ url, body }))
        keys(place)
        return true
      }, false)
      if (!isKept && spare.size < MOST_WAITING) spare.set(id, { id, url, body })
    },
    /** Forgets a parcel. */
    drop: (id: string): void => {
      spare.delete(id)
      attempt((place) => place.removeItem(PREFIX + id), undefined)
    },
    /** What waits, the oldest first; what waited too long, or is none of ours, is gone. */
    list: (): Parcel[] => [
      ...attempt(
        (place) =>
          keys(place).flatMap((key) => {
            const id = key.slice(PREFIX.length)
            const age = clock() - timeOf(id)
            try {
              const { url, body } = JSON.parse(place.getItem(key) ?? '') as Parcel
              // A clock that was set back must not keep anything for longer.
              if (Math.abs(age) < LONGEST_WAIT && typeof url === 'string' && typeof body === 'object') return [{ id, url, body }]
            } catch {
              // Written by something else.
            }
            place.removeItem(key)
            return []
          }),
        [] as Parcel[],
      ),
      ...[...spare.values()].filter(({ id }) => clock() - timeOf(id) < LONGEST_WAIT),
    ],
  }
}
