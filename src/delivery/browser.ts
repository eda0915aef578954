import { createQueue, type Parcel } from './queue.ts'

/** Longer than any network that works, in ms; then the reader is told. */
const PATIENCE = 15_000

const queue = createQueue(() => localStorage, Date.now)
/** Waiting for those before them; by id. */
const inLine = new Map<string, Parcel>()
/** Being sent by this page, by id. */
const underWay = new Map<string, Parcel>()

async function post(url: string, body: object): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
    signal: AbortSignal.timeout(PATIENCE),
  })
  return answer.status
}

/** Posts a parcel; rejects with the status unless it is stored. What may work later waits, what was refused does not. */
async function send({ id, url, body }: Parcel): Promise<void> {
  let status = 0
  underWay.set(id, { id, url, body })
  try {
    status = await post(url, body)
    if (status === 428) {
      const { getPass } = await import('./pass.ts')
      status = await post(url, { ...body, ...(await getPass(url)) })
    }
  } catch {
    // Not refused: not reached, or too slow.
  }
  underWay.delete(id)
  const isStored = status >= 200 && status < 300
  if (isStored || /^4(?!08|2[89])/.test(String(status))) queue.drop(id)
  else queue.put({ id, url, body })
  if (!isStored) throw new Error(String(status))
  dispatchEvent(new CustomEvent('waymark:stored', { detail: id }))
}

let line: Promise<unknown> = Promise.resolve()

/**
 * Sends what the reader submitted, one after the other, so that what was chosen last arrives last. It waits on the device from the start:
 * a page that is closed half-way loses nothing. `pass` adds a form token. When it is stored, now or later, `waymark:stored` tells its id.
 */
export function submit(parcel: Parcel, pass?: Promise<object | undefined>): Promise<void> {
  queue.put(parcel)
  inLine.set(parcel.id, parcel)
  const sent = line.then(async () => {
    const more = await pass
    inLine.delete(parcel.id)
    return send({ ...parcel, body: { ...parcel.body, ...more } })
  })
  line = sent.catch(() => undefined)
  return sent
}

/** Gives up something that waits, because something newer stands for it. */
export function forget(id: string): void {
  queue.drop(id)
}

/** Sends while the page is being left. A beacon carries cookies to other origins, which then want more than we ask of them. */
function sendLeaving(parcel: Parcel): void {
  const { url, body } = parcel
  const isTaken = url.startsWith('/') && navigator.sendBeacon(url, new Blob([JSON.stringify(body)], { type: 'application/json' }))
  if (!isTaken) void send(parcel).catch(() => undefined)
}

/** Sends what waits, the oldest first, until one does not arrive. The page before or another tab may do the same: an id is stored once. */
async function retry(): Promise<void> {
  for (const parcel of queue.list()) {
    if (underWay.has(parcel.id) || inLine.has(parcel.id)) continue
    try {
      await send(parcel)
    } catch (error) {
      if (!/^4/.test((error as Error).message)) return
    }
  }
}

/** Sends what earlier pages could not, now and whenever the connection is back. */
export function startDelivery(): void {
  void retry()
  addEventListener('online', () => void retry())
  addEventListener('pagehide', () => {
    for (const parcel of inLine.values()) sendLeaving(parcel)
    inLine.clear()
    // Not every browser finishes what a page began; the next page does.
    for (const parcel of underWay.values()) queue.put(parcel)
  })
}
