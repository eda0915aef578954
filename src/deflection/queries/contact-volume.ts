import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { measureSelfService, type SelfService } from '../statistics/self-service.ts'
import { IN_PERIOD, previousScope, type Read, type Scope, scopeParameters } from './scope.ts'

/** How many came and how many wrote, in sums of a day or of a period. */
export interface Volume {
  visits: number
  tickets: number
  /** Visits that opened the form, and visits that sent a ticket. */
  opened: number
  /** Of the first, those that sent one too; the others wrote without JavaScript or asked not to be counted. */
  openedContacts: number
  contacts: number
  views: number
}

export interface ContactVolume {
  /** Days of the period on which anybody came or wrote, in their order: one without would be zeros, and a period may be thousands of years. */
  days: (Volume & { day: number })[]
  total: Volume
  /** The same length of time just before; all zeros when nothing is known of it. */
  before: Volume
  /** Visits that sent a ticket ÷ visits: the site's own contact rate, now and before. */
  rate: Proportion
  rateBefore: Proportion
  /** What others would call deflection, for comparison only. */
  selfService: SelfService
  /** Tickets by topic. */
  topics: { topic: string; tickets: number }[]
  /** From where the form was opened: article, search, nav. */
  origins: { from: string; n: number }[]
}

const SUMS =
  'sum(visits) AS visits, sum(tickets) AS tickets, sum(opened) AS opened, sum(opened_contacts) AS "openedContacts", sum(contacts) AS contacts, sum(views) AS views'

/** Is contact volume up? Category and article have no part in it: a visit belongs to no article. */
export async function readContactVolume(read: Read, scope: Scope): Promise<ContactVolume> {
  const parameters = scopeParameters(scope)
  const [rows, [before], [shown], tallies] = await Promise.all([
    read<Volume & { day: number }>(`SELECT day, ${SUMS} FROM site_day WHERE ${IN_PERIOD} GROUP BY day ORDER BY day`, parameters),
    read<{ [Name in keyof Volume]: number | null }>(`SELECT ${SUMS} FROM site_day WHERE ${IN_PERIOD}`, scopeParameters(previousScope(scope))),
    read<{ solved: number | null; contacts: number | null }>(
      `SELECT sum(solved) AS solved, sum(contacts) AS contacts FROM experiment_day WHERE ${IN_PERIOD} AND arm = 'suggest'`,
      parameters,
    ),
    read<{ kind: string; name: string; n: number }>(
      `SELECT kind, name, sum(n) AS n FROM tally_day WHERE ${IN_PERIOD} AND kind IN ('ticket', 'contact_open') GROUP BY kind, name ORDER BY n DESC, name`,
      parameters,
    ),
  ])
  const total = addUp(rows)
  const past = addUp(before ? [before] : [])
  return {
    days: rows,
    total,
    before: past,
    rate: measureProportion(total.contacts, total.visits),
    rateBefore: measureProportion(past.contacts, past.visits),
    selfService: measureSelfService({
      visits: total.visits,
      tickets: total.tickets,
      solved: shown?.solved ?? 0,
      ticketsAfterSuggestions: shown?.contacts ?? 0,
      opened: total.opened,
      openedWithTicket: total.openedContacts,
    }),
    topics: tallies.filter(({ kind }) => kind === 'ticket').map(({ name, n }) => ({ topic: name, tickets: n })),
    origins: tallies.filter(({ kind }) => kind === 'contact_open').map(({ name, n }) => ({ from: name, n })),
  }
}

function addUp(rows: { [Name in keyof Volume]: number | null }[]): Volume {
  const sum = (name: keyof Volume) => rows.reduce((total, row) => total + (row[name] ?? 0), 0)
  return {
    visits: sum('visits'),
    tickets: sum('tickets'),
    opened: sum('opened'),
    openedContacts: sum('openedContacts'),
    contacts: sum('contacts'),
    views: sum('views'),
  }
}
