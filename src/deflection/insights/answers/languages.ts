import type { LanguageChange, LanguageFigure, Languages } from '../../queries/languages.ts'
import type { Interval } from '../../statistics/experiment-effect.ts'
import { isEnough } from '../../statistics/proportion.ts'
import { renderIntervals } from '../charts/intervals.ts'
import { hasBefore } from '../question.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import { nameLocale, type View } from '../view.ts'

/** Shares in which a language can do worse, and whether more is worse. */
const SHARES = {
  contacts: 'insights.wrote',
  helpful: 'insights.helpful',
  zeroResult: 'insights.searches.label',
  success: 'insights.languages.success',
} as const
const MORE_IS_WORSE = { contacts: true, helpful: false, zeroResult: true, success: false } as const
type Share = keyof typeof SHARES

export function tabulateLanguages({ locales }: Languages): FigureTable {
  const names = Object.keys(SHARES) as Share[]
  return {
    name: 'languages',
    title: 'insights.languages.table',
    columns: [
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
      ...names.map((name) => ({ name, label: SHARES[name], kind: 'share' as const })),
    ],
    rows: locales.map((row) => ({ locale: row.locale, visits: row.visits, ...Object.fromEntries(names.map((name) => [name, row[name]])) })),
  }
}

export function tabulateFallbacks({ fallbacks }: Languages): FigureTable {
  return {
    name: 'fallbacks',
    title: 'insights.languages.fallbacks',
    columns: [
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'wanted', label: 'insights.languages.wanted', kind: 'locale' },
      { name: 'served', label: 'insights.languages.served', kind: 'locale' },
      { name: 'times', label: 'insights.times', kind: 'count' },
    ],
    rows: fallbacks.map(({ article, wanted, served, n }) => ({ article, locale: served, wanted, served, times: n })),
  }
}

export function tabulateSwitches({ switches }: Languages): FigureTable {
  return {
    name: 'switches',
    title: 'insights.languages.switches',
    columns: [
      { name: 'from', label: 'insights.languages.from', kind: 'locale' },
      { name: 'to', label: 'insights.languages.to', kind: 'locale' },
      { name: 'exists', label: 'insights.languages.exists', kind: 'choice', choices: { true: 'insights.yes', false: 'insights.no' } },
      { name: 'times', label: 'insights.times', kind: 'count' },
    ],
    rows: switches.map(({ from, to, exists, n }) => ({ from, to, exists, times: n })),
  }
}

/** What changed in each language since the period before. */
export function tabulateLanguageChanges({ changes }: Languages): FigureTable {
  return {
    name: 'language-changes',
    title: 'insights.languages.changes',
    columns: [
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'figure', label: 'insights.languages.measure', kind: 'choice', choices: SHARES },
      { name: 'now', label: 'insights.languages.now', kind: 'share' },
      { name: 'before', label: 'insights.languages.earlier', kind: 'share' },
      { name: 'change', label: 'insights.languages.change', kind: 'points' },
    ],
    rows: changes.map(({ locale, share, now, before, change }) => ({ locale, figure: share, now, before, change })),
  }
}

/** What changed most beyond chance since the period before; nothing where too little is known of either. */
function sayChange({ changes }: Languages, { translator: { t }, speech, settings }: View): string | undefined {
  const known = changes.filter(({ now, before }) => isEnough(now.n) && isEnough(before.n))
  if (known.length === 0) return undefined
  const atLeast = ({ change }: LanguageChange) => Math.max(change.low, -change.high)
  // Of twenty figures that did not change, one leaves its 95 % interval: the correction of Bonferroni (Dunn, 1961, J. Am. Stat. Assoc. 56).
  const beyondChance = known.filter((one) => atLeast(one) > 0 && one.p * known.length < 0.05)
  const [most] = beyondChance.sort((a, b) => atLeast(b) - atLeast(a))
  if (!most) return t('insights.languages.unchanged')
  return t('insights.languages.changed', {
    language: speech.quote(nameLocale({ settings }, most.locale)),
    measure: t(SHARES[most.share]),
    here: speech.proportion(most.now),
    before: speech.proportion(most.before),
    points: speech.points(most.change.value),
    range: speech.pointsRange(most.change),
  })
}

/** In which languages is one article missing? `languages` are of this article. */
export function answerMissing(languages: Languages, view: View): Answer {
  const { translator, speech } = view
  const { t, number } = translator
  const times = languages.fallbacks.reduce((sum, { n }) => sum + n, 0)
  const [most] = languages.fallbacks
  return {
    id: 'languages',
    question: 'insights.one.missingQuestion',
    label: 'insights.languages.fallbacks',
    figure: number(times),
    sentences: [most ? t('insights.one.missing', { count: times, wanted: speech.quote(nameLocale(view, most.wanted)) }) : t('insights.one.notMissing')],
    definitions: [],
    tables: [tabulateFallbacks(languages)],
  }
}

interface Weakness {
  row: LanguageFigure
  share: Share
  /** From the default language. */
  difference: Interval
  /** How far it is from it at the least; larger is worse. */
  atLeast: number
}

/** Which languages fall back, and where does one do worse than the default? */
export function answerLanguages(languages: Languages, view: View): Answer {
  const { translator, speech, settings } = view
  const { t, number } = translator
  const usual = languages.locales.find(({ locale }) => locale === settings.locales[0]?.code)
  const weaknesses = languages.locales.flatMap((row) => findWeaknesses(row)).sort((a, b) => b.atLeast - a.atLeast)
  const [worst] = weaknesses
  const [fallback] = languages.fallbacks
  const compared = languages.locales.filter(({ success }) => isEnough(success.n))
  const name = (code: string) => speech.quote(nameLocale(view, code))
  const isCompared = hasBefore(view.question) && languages.changes.length > 0
  return {
    id: 'languages',
    question: 'insights.languages.question',
    label: 'insights.languages.label',
    figure: usual && languages.locales.length > 1 ? number(new Set(weaknesses.map(({ row }) => row.locale)).size) : undefined,
    sentences: [
      settings.locales.length < 2
        ? t('insights.languages.one')
        : !usual || languages.locales.length < 2
          ? t('insights.languages.empty')
          : worst
            ? t('insights.languages.worse', {
                language: name(worst.row.locale),
                usual: name(usual.locale),
                measure: t(SHARES[worst.share]),
                here: speech.proportion(worst.row[worst.share]),
                there: speech.proportion(usual[worst.share]),
                points: speech.points(worst.difference.value),
                range: speech.pointsRange(worst.difference),
              })
            : t('insights.languages.fine', { language: name(usual.locale) }),
      settings.locales.length > 1 && hasBefore(view.question) && sayChange(languages, view),
      fallback &&
        t('insights.languages.fallback', {
          title: speech.quote(view.nameArticle(fallback.article, fallback.served).title),
          wanted: name(fallback.wanted),
          served: name(fallback.served),
          count: fallback.n,
        }),
    ],
    chart:
      compared.length > 1
        ? renderIntervals(
            t('insights.languages.success'),
            compared.map(({ locale, success, beside }) => ({
              label: nameLocale(view, locale),
              value: success.share ?? 0,
              low: success.low,
              high: success.high,
              text: speech.proportion(success),
              verdict: beside.success && beside.success.high < 0 ? 'bad' : undefined,
            })),
            { zero: usual?.success.share ?? undefined },
          )
        : undefined,
    definitions: [t('insights.languages.definition'), ...(isCompared ? [t('insights.languages.changesDefinition')] : [])],
    tables: [
      tabulateLanguages(languages),
      ...(isCompared ? [tabulateLanguageChanges(languages)] : []),
      tabulateFallbacks(languages),
      tabulateSwitches(languages),
    ],
  }
}

/** Where the whole interval of the difference is on the bad side. */
function findWeaknesses(row: LanguageFigure): Weakness[] {
  return (Object.keys(SHARES) as Share[]).flatMap((share) => {
    const interval = row.beside[share]
    const atLeast = interval ? (MORE_IS_WORSE[share] ? interval.low : -interval.high) : 0
    return interval && atLeast > 0 && isEnough(row[share].n) ? [{ row, share, difference: interval, atLeast }] : []
  })
}
