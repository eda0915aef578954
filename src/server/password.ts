import { randomInt } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Without letters and digits that look alike: 31 characters. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The password of the insights and where it comes from. */
export interface InsightsPassword {
  password: string
  /** File it is kept in; absent when the environment gave it. */
  file?: string
  /** True at the start that made it: the only time it is printed. */
  isNew: boolean
}

/** The password of the environment, else the one kept in the data folder, else a new one that is kept there. */
export function findInsightsPassword(dataDir: string, given: string | undefined): InsightsPassword {
  if (given) return { password: given, isNew: false }
  const file = join(dataDir, 'insights-password')
  const kept = readKept(file)
  if (kept) return { password: kept, file, isNew: false }
  const password = makePassword()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  return { password, file, isNew: true }
}

/** Five groups of four out of 31 characters: 99 bits, and still readable over the phone. */
function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return Array.from({ length: 5 }, group).join('-')
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
