import type { Store } from '../storage/store.ts'
import { type FormPurpose, type FormToken, Problem, type RequestBody, type Submission, type UsableToken } from './contract.ts'
import type { ServerConfig } from './config.ts'
import { createFormTokens, MINIMUM_TIME } from './form-tokens.ts'
import { createLimiter } from './limiter.ts'
import { takePoint } from './take-point.ts'

const TEN_MINUTES = 600
const LATER = 'That was a lot at once. Try again in some minutes.'

/** Who sends words, and how. */
export interface Sender {
  visit: string
  network: string
  kind: RequestBody['kind']
}

/** The door for what readers write: comments and tickets. Votes and events pass beside it. */
export interface Admission {
  /** The token is good and has to be used up in the transaction that stores the words; undefined when there was none. */
  admit: (sender: Sender, submission: Submission) => Promise<UsableToken | undefined>
  /** A new token; with a proof of work to do while the door is under attack. */
  issue: (purpose: FormPurpose) => Promise<FormToken>
  /** Like `issue`, for whoever asks for it by itself. */
  issueTo: (network: string, purpose: FormPurpose) => Promise<FormToken>
}

/**
 * A page that lies on a disk cannot carry a token, and without JavaScript nobody can fetch one. So a comment or ticket without a token is
 * taken while those are few. Beyond, the answer to a form is a page that carries a token and what was written, to be sent with one more
 * press. With JavaScript the token was fetched while the reader wrote. Under attack it comes with a proof of work, which no form without
 * JavaScript can bring: those are then taken with a token, and few.
 */
export function createAdmission({
  config,
  store,
  clock,
}: {
  config: Pick<ServerConfig, 'limits' | 'proofOfWork'>
  store: Store
  clock: () => number
}): Admission {
  const { limits, proofOfWork } = config
  const tokens = createFormTokens({ store, clock })
  const perVisit = createLimiter(limits.wordsPerVisit, TEN_MINUTES)
  const perNetwork = createLimiter(limits.wordsPerNetwork, TEN_MINUTES)
  const openPerNetwork = createLimiter(limits.openPerNetwork, TEN_MINUTES)
  const openAll = createLimiter(limits.openAll, TEN_MINUTES)
  const tokensPerNetwork = createLimiter(limits.tokensPerNetwork, TEN_MINUTES)
  const pressure = createLimiter(limits.attack, TEN_MINUTES)
  const pressurePerNetwork = createLimiter(limits.wordsPerNetwork, TEN_MINUTES)

  const isUnderAttack = async (): Promise<boolean> => {
    if (proofOfWork !== 'auto') return proofOfWork === 'always'
    return ((await pressure.get('all'))?.consumedPoints ?? 0) > limits.attack
  }

  /** One network cannot make everybody pay: what it sends beyond its own limit is refused, and says nothing of an attack. */
  const notePressure = (network: string) =>
    pressurePerNetwork
      .consume(network)
      .then(() => pressure.consume('all'))
      .catch(() => undefined)

  async function takeOpenPlace(network: string): Promise<void> {
    const detail = 'Too many came without a form token. Get one at /api/token and send it with this.'
    try {
      await takePoint(openPerNetwork, network, detail)
      await takePoint(openAll, 'all', detail)
    } catch (error) {
      throw error instanceof Problem ? askForToken(detail) : error
    }
  }

  async function checkToken({ network, kind }: Sender, { purpose, token, altcha }: Submission): Promise<UsableToken | undefined> {
    const isHard = await isUnderAttack()
    if (token === undefined) {
      if (isHard) throw askForToken('Many messages are coming in. Get a form token at /api/token and send it with this.')
      await takeOpenPlace(network)
      return undefined
    }
    const read = await tokens.read(token, purpose)
    if (!read) throw askForToken('This form token is not ours, has expired, or was made for another form. Get a new one at /api/token.')
    if (read.age < MINIMUM_TIME) {
      const seconds = String(Math.max(1, Math.ceil((MINIMUM_TIME - Math.max(0, read.age)) / 1000)))
      throw askForToken('This form token is too young. Wait a moment and send it again.', { 'retry-after': seconds })
    }
    // A form that our script sends brings its proof like everything else; one without JavaScript cannot.
    if (isHard && kind === 'form' && altcha === undefined) await takeOpenPlace(network)
    else if (isHard && !(altcha && (await tokens.isProved(altcha, token)))) {
      throw new Problem('token-needed', 'Many messages are coming in, so each has to bring a proof of work. Get a new token with a challenge at /api/token.', {
        errors: [{ field: 'altcha', detail: 'Send the solution of the challenge that came with the token.' }],
      })
    }
    return { id: read.id, expires: read.expires }
  }

  return {
    admit: async (sender, submission) => {
      await notePressure(sender.network)
      await takePoint(perVisit, sender.visit, LATER)
      await takePoint(perNetwork, sender.network, LATER)
      try {
        return await checkToken(sender, submission)
      } catch (error) {
        // Whoever comes back with a token has sent one message, not two.
        await perVisit.reward(sender.visit)
        await perNetwork.reward(sender.network)
        throw error
      }
    },
    issue: async (purpose) => tokens.issue(purpose, await isUnderAttack()),
    issueTo: async (network, purpose) => {
      await takePoint(tokensPerNetwork, network, LATER)
      return tokens.issue(purpose, await isUnderAttack())
    },
  }
}

function askForToken(detail: string, headers: Record<string, string> = {}): Problem {
  return new Problem('token-needed', detail, { errors: [{ field: 'token', detail }], headers })
}
