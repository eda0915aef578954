/** What `GET /api/token` answers; see server/contract.ts. */
interface Given {
  token: string
  wait: number
  challenge?: { parameters: { nonce: string; salt: string; cost: number; keyPrefix: string }; signature: string }
}

/**
 * A form token for what is posted to an address, with the proof of work if one is asked for, as soon as it is old enough to be used.
 * Asked for when the reader begins to write, it is there when they are done. Undefined when the endpoint cannot be reached.
 */
export async function getPass(url: string): Promise<{ token: string; altcha?: string } | undefined> {
  try {
    const answer = await fetch(url.replace(/[^/]+$/, `token?for=${url.endsWith('contact') ? 'ticket' : 'comment'}`))
    if (!answer.ok) return undefined
    const { token, wait, challenge } = (await answer.json()) as Given
    const waited = new Promise((resolve) => setTimeout(resolve, wait))
    const altcha = challenge && (await solve(challenge))
    await waited
    return altcha ? { token, altcha } : { token }
  } catch {
    return undefined
  }
}

/**
 * ALTCHA's protocol: count until the key derived from nonce and counter begins with the prefix. The browser derives it in C, off the main
 * thread, so scrolling and typing go on and no worker is needed.
 */
async function solve(challenge: NonNullable<Given['challenge']>): Promise<string> {
  const { nonce, salt, cost, keyPrefix } = challenge.parameters
  const password = new Uint8Array([...readHex(nonce), 0, 0, 0, 0])
  const counterAt = new DataView(password.buffer)
  for (let counter = 0; ; counter++) {
    counterAt.setUint32(password.length - 4, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: readHex(salt), iterations: cost }, key, 256)
    const derivedKey = Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }))
  }
}

function readHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
