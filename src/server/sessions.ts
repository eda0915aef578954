import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { utcDay } from '../deflection/visit.ts'
import type { Store } from '../storage/store.ts'
import type { InsightsRole } from './contract.ts'

/** A working day and its evening, in ms. It must end before the salt of its day is destroyed. */
export const SESSION_MS = 12 * 3_600_000

/** How far the clocks of two processes may be apart, in ms. */
const SKEW_MS = 60_000

const SESSION = /^(editor|reader)\.([0-9a-z]{6,10})\.([\w-]{22})\.([\w-]{43})$/

export interface Sessions {
  /** A new session as the cookie carries it. */
  start: (role: InsightsRole) => Promise<string>
  /** What a session may do; undefined when it is none of ours, is over or was ended. */
  findRole: (session: string) => Promise<InsightsRole | undefined>
  /** Ends a session for all processes. */
  end: (session: string) => Promise<void>
}

/**
 * A session is signed with a key that follows from the salt of its day and the password of its role, so that every process that shares
 * database and passwords knows it. A stolen database makes none, a new password ends those of the old one. Which were ended by signing
 * out is remembered until they would have ended by themselves.
 */
export function createSessions({
  store,
  passwords,
  clock,
}: {
  store: Store
  passwords: Record<InsightsRole, string | undefined>
  /** Epoch ms. */
  clock: () => number
}): Sessions {
  const sign = async (text: string, role: InsightsRole, issued: number, create?: () => Uint8Array): Promise<Buffer | undefined> => {
    const password = passwords[role]
    const salt = password && (await store.findSalt(utcDay(issued), create))
    if (!salt) return undefined
    const key = createHmac('sha256', salt).update(`insights session\0${role}\0${password}`).digest()
    return createHmac('sha256', key).update(text).digest()
  }

  const read = async (session: string): Promise<{ role: InsightsRole; id: string; ends: number } | undefined> => {
    const [, role, time = '', id = '', signature = ''] = SESSION.exec(session) ?? []
    if (role !== 'editor' && role !== 'reader') return undefined
    const issued = Number.parseInt(time, 36)
    const age = clock() - issued
    // A clock that is set back must not make a session longer than the clocks of two machines differ.
    if (!(age >= -SKEW_MS && age < SESSION_MS)) return undefined
    const expected = await sign(session.slice(0, -signature.length - 1), role, issued)
    if (!expected || !timingSafeEqual(Buffer.from(signature, 'base64url'), expected)) return undefined
    return { role, id: `session-${id}`, ends: issued + SESSION_MS }
  }

  return {
    start: async (role) => {
      const now = clock()
      const text = `${role}.${now.toString(36)}.${randomBytes(16).toString('base64url')}`
      const signature = await sign(text, role, now, () => randomBytes(32))
      if (!signature) throw new Error('The salt of the day was not stored.')
      return `${text}.${signature.toString('base64url')}`
    },
    findRole: async (session) => {
      const known = await read(session)
      if (!known) return undefined
      const ended = await store.read('SELECT id FROM spent_token WHERE site = :site AND id = :id', { id: known.id })
      return ended.length > 0 ? undefined : known.role
    },
    end: async (session) => {
      const known = await read(session)
      if (known) await store.spendToken({ id: known.id, expires: known.ends })
    },
  }
}
