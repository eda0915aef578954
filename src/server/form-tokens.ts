import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod'
import { utcDay } from '../deflection/visit.ts'
import type { Store } from '../storage/store.ts'
import type { FormPurpose, FormToken } from './contract.ts'

const DAY = 86_400_000
/** How long a token is good for: long enough for a careful message, short enough not to be hoarded. */
export const TOKEN_LIFETIME = 2 * 3_600_000
/** A token younger than this was not waited for by a person who writes. */
export const MINIMUM_TIME = 2_000
/** Rounds of each try, and the beginning that the result must have: 256 tries on average, about a second on a phone. */
const PROOF = { algorithm: 'PBKDF2/SHA-256', cost: 2_000, keyPrefix: '00' }

const TOKEN = /^(comment|ticket)\.([0-9a-z]{6,10})\.([\w-]{16})\.([\w-]{43})$/

const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(PROOF.algorithm),
      nonce: z.string().regex(/^[0-9a-f]{32}$/),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      cost: z.literal(PROOF.cost),
      keyLength: z.literal(32),
      keyPrefix: z.literal(PROOF.keyPrefix),
      expiresAt: z.number().optional(),
      data: z.object({ token: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.int(), derivedKey: z.string() }),
})

/** What a token proves: which form it was made for and how long ago; `id` is what is spent. */
export interface ReadToken {
  id: string
  /** Age in ms; negative when the clock was set back. */
  age: number
  /** Epoch ms. */
  expires: number
}

export interface FormTokens {
  /** A token for a form, with a proof of work to do when `isHard`. */
  issue: (purpose: FormPurpose, isHard: boolean) => Promise<FormToken>
  /** The token if we made it for this form and it has not expired. */
  read: (token: string, purpose: FormPurpose) => Promise<ReadToken | undefined>
  /** Whether an ALTCHA payload solves the challenge that was given with this token. */
  isProved: (payload: string, token: string) => Promise<boolean>
}

/**
 * Tokens are signed with a key that follows from the salt of the day, which all processes share and which is destroyed after two days:
 * nothing more has to be kept secret, and an old token cannot be made again.
 */
export function createFormTokens({
  store,
  clock,
  makeSalt = () => randomBytes(32),
}: {
  store: Store
  clock: () => number
  makeSalt?: () => Uint8Array
}): FormTokens {
  const findKey = async (time: number, isNew: boolean): Promise<Buffer | undefined> => {
    const day = utcDay(time)
    const salt = await (isNew ? store.findSalt(day, makeSalt) : store.findSalt(day))
    return salt && createHmac('sha256', salt).update('form tokens').digest()
  }
  const sign = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const readTime = (token: string) => Number.parseInt(TOKEN.exec(token)?.[2] ?? '', 36)

  return {
    issue: async (purpose, isHard) => {
      const now = clock()
      const key = await findKey(now, true)
      if (!key) throw new Error('The salt of the day was not stored.')
      const text = `${purpose}.${now.toString(36)}.${randomBytes(12).toString('base64url')}`
      const token = `${text}.${sign(key, text)}`
      const made = { token, expires: now + TOKEN_LIFETIME, wait: MINIMUM_TIME }
      if (!isHard) return made
      // Without an expiry of its own: the token it belongs to has one, by our clock.
      const challenge = await createChallenge({ ...PROOF, data: { token }, deriveKey, hmacSignatureSecret: key.toString('hex') })
      return { ...made, challenge: challenge as NonNullable<FormToken['challenge']> }
    },
    read: async (token, purpose) => {
      const [, forWhat, , id = '', signature = ''] = TOKEN.exec(token) ?? []
      const issued = readTime(token)
      const now = clock()
      if (forWhat !== purpose || !(Math.abs(now - issued) < DAY) || now >= issued + TOKEN_LIFETIME) return undefined
      const key = await findKey(issued, false)
      if (!key) return undefined
      const expected = Buffer.from(sign(key, token.slice(0, -signature.length - 1)))
      if (!timingSafeEqual(Buffer.from(signature), expected)) return undefined
      return { id, age: now - issued, expires: issued + TOKEN_LIFETIME }
    },
    isProved: async (payload, token) => {
      const proof = readProof(payload)
      const key = await findKey(readTime(token), false)
      if (!proof || !key || proof.challenge.parameters.data.token !== token) return false
      const { verified } = await verifySolution({ ...proof, deriveKey, hmacSignatureSecret: key.toString('hex') })
      return verified
    },
  }
}

/** ALTCHA's payload is JSON in base64. Only what we could have asked for is computed: a payload must not choose the work. */
function readProof(payload: string): z.infer<typeof proofSchema> | undefined {
  try {
    return proofSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))).data
  } catch {
    return undefined
  }
}
