import * as z from 'zod'

const KINDS = ['email', 'phone', 'chat', 'social', 'visit'] as const
/** Kinds of channels: what a reader does with the address. */
export const channelTypeSchema = z.enum(KINDS)

const isWebAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text)

/** What is wrong with the address of a channel, and what would be right; undefined when a reader's device can use it. */
export function findAddressProblem(type: (typeof KINDS)[number], address: string): string | undefined {
  switch (type) {
    case 'email':
      return z.email().safeParse(address).success ? undefined : `"${address}" is no e-mail address. Write one such as help@example.com.`
    case 'phone': {
      const digits = address.replace(/\D/g, '').length
      // Emergency numbers have three digits, and international ones at most fifteen (ITU-T E.164).
      if (/^\+?[\d\s().\-–/]+$/.test(address) && digits >= 3 && digits <= 15) return undefined
      return `"${address}" is no phone number that a phone can dial. Write 3 to 15 digits 0–9, with spaces and a + if you like, e.g. +371 6700 0000. Other words belong in "note".`
    }
    case 'chat':
    case 'social': {
      if (isWebAddress(address)) return undefined
      const near = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(address) ? `https://${address}` : 'one that begins with https://'
      return `"${address}" is no web address, and readers reach this channel by a link. Write ${near}.`
    }
    case 'visit':
      // A place is shown as it is written, and linked when it is a map's web address.
      return /^(javascript|vbscript|data|file|mailto|tel|https?):/i.test(address) && !isWebAddress(address)
        ? `"${address}" is no place. Write the postal address, or the web address of a map.`
        : undefined
  }
}
