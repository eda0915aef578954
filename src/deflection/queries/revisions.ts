import { SPAN_DAYS } from '../../storage/rollups/sums.ts'
import { measureRevision, type RevisionEffect } from '../statistics/revision-effect.ts'
import { isEnough } from '../statistics/proportion.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** The longest stretch on either side of an edit, in days; older answers are about other times. */
const WEEKS = 28

/** What an edit changed in the answers of readers. */
export interface RevisionFigure {
  article: string
  locale: string
  revision: string
  /** First day on which it was read. */
  day: number
  /** Whether both sides have enough answers to say anything; what is missing on the weaker side. */
  isEnough: boolean
  effect: RevisionEffect
  /** The change of articles of the same language that were not edited in the same weeks: what would have happened anyway. Null when there are none. */
  peers: (RevisionEffect & { articles: number }) | null
}

interface Edit {
  article: string
  locale: string
  revision: string
  /** Before the period where it is not known. */
  day: number
}
type Key = Pick<Edit, 'article' | 'locale'>
type Votes = Key & { revision: string; day: number; yes: number; no: number }

/** What got better or worse since an edit? Edits of the period, newest first; `limit` of them, because each costs a few milliseconds. */
export async function readRevisions(read: Read, scope: Scope, limit = 10): Promise<RevisionFigure[]> {
  const { revisions, edits } = await readEdits(read, scope, limit)
  if (edits.length === 0) return []

  // Of all articles in their languages, because the others are the peers; from the weeks before the earliest of these edits on.
  const locales = [...new Set(edits.map(({ locale }) => locale))]
  const votes = await read<Votes>(
    `SELECT article, locale, revision, day, yes, no FROM article_day
     WHERE site = :site AND day >= :from AND day <= :to AND locale IN (${locales.map((_, index) => `:locale_${index}`).join(', ')}) AND (yes > 0 OR no > 0)`,
    {
      from: Math.min(...edits.map(({ day }) => day)) - WEEKS,
      to: scope.to,
      ...Object.fromEntries(locales.map((locale, index) => [`locale_${index}`, locale])),
    },
  )
  const byArticle = Map.groupBy(votes, keyOf)
  // Not edited at all in the weeks that are looked at, whichever edit they stand beside.
  const unedited = [...revisions].filter(([, history]) => history.length === 1).map(([key]) => key)
  const peersOf = Map.groupBy(unedited, (key) => key.split('\n')[0])
  return edits.map((edit) => {
    const history = revisions.get(keyOf(edit)) ?? []
    const place = history.indexOf(edit)
    const end = Math.min(edit.day + WEEKS, history[place + 1]?.day ?? Number.POSITIVE_INFINITY)
    const isNear = ({ day }: Votes) => day >= edit.day - WEEKS && day < end
    const own = (byArticle.get(keyOf(edit)) ?? []).filter(isNear)
    const before = addUp(own.filter(({ revision }) => revision === history[place - 1]?.revision))
    const after = addUp(own.filter(({ revision }) => revision === edit.revision))
    const peers = (peersOf.get(edit.locale) ?? []).filter((key) => byArticle.get(key)?.some(isNear))
    const others = peers.flatMap((key) => byArticle.get(key) ?? []).filter(isNear)
    return {
      ...edit,
      isEnough: isEnough(before.yes + before.no) && isEnough(after.yes + after.no),
      effect: measureRevision(before, after),
      peers:
        peers.length === 0
          ? null
          : {
              ...measureRevision(addUp(others.filter(({ day }) => day < edit.day)), addUp(others.filter(({ day }) => day >= edit.day))),
              articles: peers.length,
            },
    }
  })
}

/**
 * The newest edits of the period, and the revisions of every article in order. Spans tell which there were; days are read from the newest span
 * back until there are enough, because they are many.
 */
async function readEdits(
  read: Read,
  { from, to, locale, category, article }: Scope,
  limit: number,
): Promise<{ revisions: Map<string, Edit[]>; edits: Edit[] }> {
  const [begin, last] = [Math.floor((from - WEEKS) / SPAN_DAYS), Math.floor(to / SPAN_DAYS)]
  const seen = await read<Omit<Edit, 'day'> & { span: number }>(
    `SELECT article, locale, revision, min(span) AS span FROM article_span
     WHERE site = :site AND span >= :begin AND span <= :last AND (:locale = '' OR locale = :locale) AND revision <> ''
     GROUP BY article, locale, revision ORDER BY article, locale, revision`,
    { begin, last, locale: locale ?? '' },
  )
  const known = new Map<string, Edit>()
  const isMeant = (edit: Key) => (!article || edit.article === article) && (!category || edit.article.startsWith(`${category}/`))
  const named = seen.map(({ span, ...revision }) => ({ span, name: nameOf(revision), revision }))
  let found: { revisions: Map<string, Edit[]>; edits: Edit[] } = { revisions: new Map(), edits: [] }
  // Only spans with a revision: a period may be asked for that begins long before the site and ends in years to come.
  const floors = new Set(named.flatMap(({ span }) => (span >= Math.floor(from / SPAN_DAYS) ? [span] : [])))
  for (const floor of [...floors].sort((a, b) => b - a)) {
    const first = new Set(named.filter(({ span }) => span === floor).map(({ name }) => name))
    const days = await read<Edit>(
      `SELECT article, locale, revision, min(day) AS day FROM article_day WHERE ${IN_PERIOD} AND revision <> '' GROUP BY article, locale, revision`,
      scopeParameters({ from: floor * SPAN_DAYS, to: Math.min(to, (floor + 1) * SPAN_DAYS - 1), locale }),
    )
    for (const edit of days) {
      const name = nameOf(edit)
      if (first.has(name)) known.set(name, edit)
    }
    // Stable: revisions of one day stay in the order of their names.
    const inOrder = named
      .flatMap(({ span, name, revision }) => known.get(name) ?? (span < floor ? { ...revision, day: span * SPAN_DAYS - 1 } : []))
      .sort((a, b) => a.day - b.day)
    const revisions = Map.groupBy(inOrder, keyOf)
    // A page from a cache may still show the old text for some days, so a revision begins when it is first read.
    const edits = [...revisions.values()]
      .flatMap((history) => history.slice(1))
      .filter((edit) => edit.day >= Math.max(from, floor * SPAN_DAYS) && isMeant(edit))
      .sort((a, b) => b.day - a.day || (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, limit)
    found = { revisions, edits }
    if (edits.length === limit) break
  }
  return found
}

const nameOf = ({ article, locale, revision }: Omit<Edit, 'day'>) => `${locale}\n${article}\n${revision}`
const keyOf = ({ article, locale }: Key) => `${locale}\n${article}`

function addUp(rows: Votes[]): { yes: number; no: number } {
  return { yes: rows.reduce((sum, { yes }) => sum + yes, 0), no: rows.reduce((sum, { no }) => sum + no, 0) }
}
