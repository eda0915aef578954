import type { MessageKey } from '../../../languages/messages.ts'
import type { Missing } from '../../queries/missing.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

const WAYS: Record<string, MessageKey> = {
  nav: 'insights.missing.nav',
  search: 'insights.missing.search',
  contact: 'insights.missing.contact',
  external: 'insights.missing.external',
  widget: 'insights.missing.widget',
}

/** Addresses that lead nowhere, by how readers came to them. */
export function tabulateMissing({ addresses }: Missing): FigureTable {
  return {
    name: 'missing',
    title: 'insights.missing.table',
    columns: [
      { name: 'path', label: 'insights.missing.path', kind: 'text' },
      { name: 'from', label: 'insights.missing.from', kind: 'choice', choices: WAYS },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
    ],
    rows: addresses.map(({ path, from, visits }) => ({ path, from, visits })),
  }
}

/** The address that was missing most, with all the ways in which readers came to it. */
export function sayMissing({ addresses }: Missing, { translator: { t, locale }, speech }: View): string | undefined {
  const [most] = addresses
  if (!most) return undefined
  const own = addresses.filter(({ path }) => path === most.path)
  const ways = own.map(({ from }) => (WAYS[from] ? t(WAYS[from]) : from))
  return t('insights.missing.answer', {
    path: speech.quote(most.path),
    n: own.reduce((sum, { visits }) => sum + visits, 0),
    from: new Intl.ListFormat(locale.code, { type: 'unit' }).format(ways.map((way) => speech.quote(way))),
  })
}

/** How these figures are made. */
export function defineMissing({ addresses, unlisted }: Missing, { translator: { t } }: View): string[] {
  return [...(addresses.length > 0 ? [t('insights.missing.definition')] : []), ...(unlisted > 0 ? [t('insights.missing.unlisted', { n: unlisted })] : [])]
}
