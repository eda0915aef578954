import type { Translator } from '../languages/messages.ts'
import type { Channel } from '../settings/contract.ts'

const ICONS = { email: 'mail', phone: 'phone', chat: 'message-circle', social: 'at-sign', visit: 'map-pin' } as const

/** Lucide icon of a channel. */
export const channelIcon = (channel: Channel): string => ICONS[channel.type]

/** Address a reader follows to use the channel; none for a place to visit. */
export function channelLink({ type, address }: Channel): string | undefined {
  if (type === 'email') return `mailto:${address}`
  if (type === 'phone') return `tel:${address.replace(/[^+\d]/g, '')}`
  return /^https?:\/\//.test(address) ? address : undefined
}

/** Address as people read it: no scheme, and a phone number in one piece. */
export function channelAddress({ type, address }: Channel): string {
  return type === 'phone' ? address.replaceAll(' ', '\u00a0') : address.replace(/^https?:\/\//, '')
}

/** “4 hours”, “1 working day”. */
export function replyTime({ amount, unit }: NonNullable<Channel['replies']>, { locale, t }: Translator): string {
  if (unit === 'working day') return t('contact.workingDays', { count: amount })
  return new Intl.NumberFormat(locale.code, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

/** What the contact page says first: that readers may choose, that there is one way, or none. The form counts as one. */
export function contactIntro(ways: number, { t }: Translator): string {
  if (ways === 0) return t('contact.none')
  return t(ways === 1 ? 'contact.introOne' : 'contact.intro')
}
