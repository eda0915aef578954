import type { InboxFilter } from './contract.ts'

/** Address of the inbox as it is filtered, to be shared: what is usual is left out. */
export function inboxAddress({ state, ...rest }: Partial<InboxFilter>, lang: string): string {
  const fields = { state: state === 'new' ? undefined : state, ...rest, lang }
  return `/insights/inbox/?${new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`
}

export function commentAddress(id: string, lang: string): string {
  return `/insights/inbox/${id}/?lang=${lang}`
}
