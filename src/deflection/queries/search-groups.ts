import { FEW_VISITS } from '../../storage/purge.ts'

/** Sums of one query in one language. */
export interface QuerySums {
  query: string
  locale: string
  visits: number
  searches: number
  zero: number
  clicked: number
  refined: number
  abandoned: number
  /** Visits that asked this and sent a ticket. */
  contacts: number
}

/** Searches with the same words in one language. Never of fewer than three visits: such words may be somebody's own. */
export interface QueryFigures extends QuerySums {
  /** How it was written most; where no way of writing it was used by three visits, the words that all have in common. */
  query: string
  /** Whether `query` is a search that three visits made as it stands. */
  isPhrase: boolean
  /** At least so many: a visit that wrote it in two ways may be in both sums. */
  visits: number
  /** Of the searches, those of ways of writing it that three visits used. */
  listed: number
  /** Ways of writing it that three visits used, the most used first. */
  phrasings: { query: string; visits: number }[]
}

/** Tells which searches of a language belong together: what all have in common, and the words of one. */
export type GroupOf = (locale: string) => Promise<(query: string) => { key: string; words: string[] }>

/** Puts searches with the same words together, most visits first; those that too few visits made are left out. */
export async function groupQueries(rows: QuerySums[], groupOf: GroupOf): Promise<QueryFigures[]> {
  const locales = [...new Set(rows.map(({ locale }) => locale))]
  const byLocale = new Map(await Promise.all(locales.map(async (locale) => [locale, await groupOf(locale)] as const)))
  const groups = new Map<string, { rows: QuerySums[]; words: string[] }>()
  // Databases may sort texts differently.
  const sorted = rows.toSorted((a, b) => b.visits - a.visits || (a.query < b.query ? -1 : 1))
  for (const row of sorted) {
    const { key, words } = byLocale.get(row.locale)!(row.query)
    const name = `${row.locale}\n${key}`
    const group = groups.get(name)
    if (group) group.rows.push(row)
    else groups.set(name, { rows: [row], words })
  }
  return [...groups.values()]
    .map(describeGroup)
    .filter(({ visits }) => visits >= FEW_VISITS)
    .toSorted((a, b) => b.visits - a.visits || (a.query < b.query ? -1 : a.query > b.query ? 1 : a.locale < b.locale ? -1 : 1))
}

/** `rows` and `words` begin with the way of writing that most visits used. */
function describeGroup({ rows, words }: { rows: QuerySums[]; words: string[] }): QueryFigures {
  const sum = (name: Exclude<keyof QuerySums, 'query' | 'locale'>) => rows.reduce((total, row) => total + row[name], 0)
  const phrasings = rows.filter(({ visits }) => visits >= FEW_VISITS).map(({ query, visits }) => ({ query, visits }))
  const [first] = phrasings
  const single = Math.max(...rows.map(({ visits }) => visits))
  return {
    query: first?.query ?? words.join(' '),
    isPhrase: first !== undefined,
    locale: rows[0]!.locale,
    phrasings,
    listed: rows.reduce((total, { visits, searches }) => (visits >= FEW_VISITS ? total + searches : total), 0),
    // Of a visit's searches all but the last were clicked or refined, so a visit with several of these is left once at the most. One person who
    // tries three ways of writing it must not look like three.
    visits: Math.max(single, sum('visits') - sum('refined') - sum('clicked')),
    searches: sum('searches'),
    zero: sum('zero'),
    clicked: sum('clicked'),
    refined: sum('refined'),
    abandoned: sum('abandoned'),
    contacts: sum('contacts'),
  }
}
