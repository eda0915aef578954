/** Synthetic visitors whose true behaviour is known, so that figures can be compared with the truth. */
export interface Model {
  seed: number
  visits: number
  /** Relative reduction of tickets that suggestions cause among those who open the form, 0–1; 0 is an A/A test. */
  effect: number
}

/** Share of visits that open the contact form. */
const OPENS = 0.5
/** Share of those that send a ticket without suggestions. */
export const TICKET_RATE = 0.6

export const ARTICLES = ['orders/return', 'orders/invoice', 'account/sign-in', 'account/delete'] as const
const QUERIES = [
  { q: 'refund', n: 4 },
  { q: 'invoice', n: 3 },
  { q: 'invoise', n: 0 },
  { q: 'sso', n: 0 },
  { q: 'delete account', n: 2 },
] as const

/** What one visitor does. Both answers about tickets are drawn for everybody; the arm decides which of them happens. */
export interface Visitor {
  searches: { q: string; n: number; isClicked: boolean }[]
  article: string
  vote?: 0 | 1
  isOpening: boolean
  isTicketAlone: boolean
  isTicketHelped: boolean
}

/** Mulberry32: numbers 0–1 that look random and are the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function makeVisitors({ seed, visits, effect }: Model): Visitor[] {
  const random = createRandom(seed)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  return Array.from({ length: visits }, () => {
    const searches = Array.from({ length: Math.floor(random() * 3) }, () => {
      const query = pick(QUERIES)
      return { ...query, isClicked: query.n > 0 && random() < 0.6 }
    })
    const article = pick(ARTICLES)
    const vote = random() < 0.2 ? ((random() < 0.7 ? 1 : 0) as 0 | 1) : undefined
    const isOpening = random() < OPENS
    const isTicketAlone = random() < TICKET_RATE
    // Suggestions keep a part of the same people from writing, and make nobody write.
    const isTicketHelped = isTicketAlone && random() >= effect
    return { searches, article, vote, isOpening, isTicketAlone, isTicketHelped }
  })
}
