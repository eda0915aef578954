import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { type Interval, measureExperiment } from '../statistics/experiment-effect.ts'
import { IN_PERIOD, overPeriod, previousScope, type Read, type Scope, scopeParameters } from './scope.ts'

/** How one language does, beside the default one. */
export interface LanguageFigure {
  locale: string
  visits: number
  contacts: Proportion
  helpful: Proportion
  zeroResult: Proportion
  success: Proportion
  /** This language's share minus that of the default language, with Newcombe's interval; null for itself and without data. */
  beside: Record<'contacts' | 'helpful' | 'zeroResult' | 'success', Interval | null>
}

/** One share of one language, now and in the same length of time before. */
export interface LanguageChange {
  locale: string
  share: LanguageShare
  now: Proportion
  before: Proportion
  /** Now minus before, with Newcombe's interval. */
  change: Interval
  /** Two-sided p of the difference. */
  p: number
}

export interface Languages {
  locales: LanguageFigure[]
  /** Shares of which something is known in both periods. */
  changes: LanguageChange[]
  /** Texts shown in another language, most often first. `article` is the path of the page where none is named. */
  fallbacks: { wanted: string; served: string; article: string; n: number }[]
  /** Readers who changed the language, and whether the article was there. */
  switches: { from: string; to: string; exists: boolean; n: number }[]
}

const SHARES = ['contacts', 'helpful', 'zeroResult', 'success'] as const
export type LanguageShare = (typeof SHARES)[number]

/** Which languages fall back, and where does a language do worse than the default? Category and article narrow what falls back; a visit belongs to neither. */
export async function readLanguages(read: Read, scope: Scope, defaultLocale: string, limit = 50): Promise<Languages> {
  const whole = { ...scope, locale: undefined }
  const [measured, before, tallies] = await Promise.all([
    readShares(read, whole),
    readShares(read, previousScope(whole)),
    read<{ kind: string; locale: string; name: string; other: string; n: number }>(
      `SELECT kind, locale, name, other, sum(n) AS n FROM tally_day WHERE ${IN_PERIOD} AND kind IN ('fallback', 'locale_switch')
       GROUP BY kind, locale, name, other ORDER BY n DESC, locale, name, other`,
      scopeParameters(whole),
    ),
  ])
  const usual = measured.find(({ locale }) => locale === defaultLocale)
  const compare = (row: (typeof measured)[number], name: (typeof SHARES)[number]) => (usual && row !== usual ? subtract(row[name], usual[name]) : null)
  const isMeant = (article: string) => (!scope.article || article === scope.article) && (!scope.category || article.startsWith(`${scope.category}/`))
  return {
    locales: measured.map((row) => ({
      ...row,
      beside: {
        contacts: compare(row, 'contacts'),
        helpful: compare(row, 'helpful'),
        zeroResult: compare(row, 'zeroResult'),
        success: compare(row, 'success'),
      },
    })),
    changes: measured.flatMap((row) => {
      const past = before.find(({ locale }) => locale === row.locale)
      return SHARES.flatMap((share) => {
        const { difference, p } = past ? compareShares(row[share], past[share]) : { difference: null, p: null }
        return past && difference && p !== null ? [{ locale: row.locale, share, now: row[share], before: past[share], change: difference, p }] : []
      })
    }),
    fallbacks: tallies
      .filter(({ kind, name }) => kind === 'fallback' && isMeant(name))
      .slice(0, limit)
      .map(({ locale, name, other, n }) => ({ wanted: locale, served: other, article: name, n })),
    switches: tallies
      .filter(({ kind }) => kind === 'locale_switch')
      .map(({ locale, name, other, n }) => ({ from: locale, to: other, exists: name === 'exists', n })),
  }
}

/** The shares of every language. */
async function readShares(read: Read, scope: Scope): Promise<({ locale: string; visits: number } & Record<LanguageShare, Proportion>)[]> {
  const parameters = scopeParameters(scope)
  const [sites, votes] = await Promise.all([
    read<{ locale: string } & Record<'visits' | 'contacts' | 'searches' | 'zero' | 'searching' | 'successful', number>>(
      `SELECT locale, sum(visits) AS visits, sum(contacts) AS contacts, sum(searches) AS searches, sum(zero) AS zero, sum(searching) AS searching,
         sum(successful) AS successful FROM site_day WHERE ${IN_PERIOD} GROUP BY locale ORDER BY locale`,
      parameters,
    ),
    read<{ locale: string; yes: number; no: number }>(
      `SELECT locale, sum(yes) AS yes, sum(no) AS no FROM ${overPeriod('locale, yes, no')} GROUP BY locale`,
      parameters,
    ),
  ])
  return sites.map(({ locale, visits, contacts, searches, zero, searching, successful }) => {
    const { yes = 0, no = 0 } = votes.find((row) => row.locale === locale) ?? {}
    return {
      locale,
      visits,
      contacts: measureProportion(contacts, visits),
      helpful: measureProportion(yes, yes + no),
      zeroResult: measureProportion(zero, searches),
      success: measureProportion(successful, searching),
    }
  })
}

/** The difference of two shares, by the same interval as between the arms of an experiment. */
const subtract = (a: Proportion, b: Proportion): Interval | null => compareShares(a, b).difference

const compareShares = (a: Proportion, b: Proportion) => measureExperiment({ tickets: a.count, units: a.n }, { tickets: b.count, units: b.n })
