/** What a text seems to hold that names somebody. */
export type PersonalData = 'email' | 'card' | 'iban' | 'phone'

// Looked for where a word begins and nowhere inside it, or a long text without blanks would take the square of its length.
const EMAIL = /(?<![^\s@<>"'(),;:])[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/g
/** Long enough to be an account, card or phone number; years, error codes and prices stay. */
const LONG_NUMBER = /\+?\p{Nd}(?:[\s().\-/]?\p{Nd}){6,}/gu
/** A country, two check digits, then groups: as banks print it, or in one piece. */
const ACCOUNT = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,30}){1,9}/giu
/** Eight digits or more that no letter belongs to, as people write phone and customer numbers. */
const NUMBER = /(?<![\p{L}\p{N}.,])\+?\(?\d(?:[ \u00a0().\-/]{0,3}\d){7,18}(?![\p{L}\p{N}])/gu
/** A day, perhaps with a time, or an address of a computer. */
const NOT_A_PHONE = /^(?:(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4})(?:[ .\-/]+\d{1,2})*|\d{1,3}(?:\.\d{1,3}){3})$/

/**
 * Kinds of personal data that a text seems to hold. Digits of every script count. It knows no country's numbering plan: a table of
 * them is larger than the page, and what is found only asks the writer to look again.
 */
export function findPersonalData(text: string): PersonalData[] {
  const found: PersonalData[] = []
  let rest = writeLatinDigits(text).replace(EMAIL, () => {
    found.push('email')
    return ' '
  })
  rest = rest.replace(ACCOUNT, (match) => {
    const account = findAccount(match)
    if (account === undefined) return match
    found.push('iban')
    return ` ${match.slice(account.length)}`
  })
  for (const [number] of rest.matchAll(NUMBER)) {
    const digits = number.replace(/\D/g, '')
    if (isCard(digits)) found.push('card')
    else if (digits.length <= 15 && !NOT_A_PHONE.test(number)) found.push('phone')
  }
  return [...new Set(found)]
}

/** The text with e-mail addresses, accounts and long numbers replaced by `•••`. */
export function removePersonalData(text: string): string {
  const accounts = text.replace(ACCOUNT, (match) => {
    const account = findAccount(match)
    return account === undefined ? match : `•••${match.slice(account.length)}`
  })
  return accounts.replace(EMAIL, '•••').replace(LONG_NUMBER, '•••')
}

/** Digits of all scripts as 0–9. Most blocks of digits begin at a multiple of sixteen, those of India six later. */
function writeLatinDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.codePointAt(0)!
    return String(((code > 0x900 && code < 0xe50 ? code - 6 : code) & 15) % 10)
  })
}

/** 13 to 19 digits with the check digit of ISO/IEC 7812 (Luhn), beginning as cards do. */
function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** The account number (ISO 13616) that a match begins with; words may follow it. */
function findAccount(match: string): string | undefined {
  for (let end = match.length; end >= 15; end = match.lastIndexOf(' ', end - 1)) {
    if (isAccount(match.slice(0, end).replaceAll(' ', ''))) return match.slice(0, end)
  }
  return undefined
}

/** The check of ISO 7064: with the first four characters at the end and A as 10, the remainder by 97 is 1. */
function isAccount(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false
  let remainder = 0
  for (const character of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}
