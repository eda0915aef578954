import { BAD_SIDES, sayRange, sayWatched, WATCHED_LABELS } from '../deflection/insights/answers/usual-range.ts'
import { writeQuestion } from '../deflection/insights/question.ts'
import { type UsualRanges, WATCHED, type Watched } from '../deflection/queries/usual-ranges.ts'
import { BASELINE_WEEKS, FALSE_ALARM, type UsualRange, WINDOW_DAYS } from '../deflection/statistics/usual-range.ts'
import { readText } from '../settings/load.ts'
import type { Bulletin, Change } from './bulletin.ts'
import { insightsAddress, type ReportSources, viewDays } from './sources.ts'

/** A figure that left its usual range on a day. It is told as it was found: what comes in later must not turn it into something else. */
export interface Alert {
  figure: Watched
  day: number
  range: UsualRange
}

/** Where more of it is on the page of the insights. */
const SECTIONS: Record<Watched, string> = { contacts: 'contacts', zero: 'searches', effort: 'fix' }

/** The occasion of an alert; there is one for each figure and day. */
export function nameAlert(figure: Watched, day: number): string {
  return `alert:${figure}:${new Date(day * 86_400_000).toISOString().slice(0, 10)}`
}

/** Figures that are out of their range on the last whole day before `now`. */
export function listAlerts({ day, figures }: UsualRanges): Alert[] {
  return WATCHED.flatMap((figure) => {
    const range = figures[figure]
    return range.verdict === 'above' || range.verdict === 'below' ? [{ figure, day, range }] : []
  })
}

/** What an alert says in somebody's language. */
export function composeAlert(sources: ReportSources, { figure, day, range }: Alert, locale: string | undefined, now: number): Bulletin {
  const days = { from: day - WINDOW_DAYS + 1, to: day }
  const view = viewDays(sources, locale, days, now)
  const { translator, speech, settings, question } = view
  const { t } = translator
  const label = t(WATCHED_LABELS[figure])
  const said = { figure: label, value: sayWatched(figure, range.value, view), range: sayRange(figure, range, view) }
  const site = readText(settings.name, translator.locale.code, settings)
  const change: Change = {
    label,
    value: said.value,
    before: t('reports.usual', { range: said.range }),
    verdict: range.verdict === BAD_SIDES[figure] ? 'worse' : 'better',
    words: t('reports.alertWords', { day: speech.day(day), expected: sayWatched(figure, range.expected, view), weeks: BASELINE_WEEKS }),
  }
  const address = insightsAddress(sources, `?${writeQuestion(question, { lang: translator.locale.code })}#${SECTIONS[figure]}`)
  return {
    translator,
    subject: t('reports.alertSubject', { ...said, site }),
    preview: change.words,
    site,
    title: t(range.verdict === 'above' ? 'reports.alertAbove' : 'reports.alertBelow', { figure: label }),
    span: speech.days(days.from, days.to),
    sections: [{ heading: t('reports.alertHeading'), changes: [change], closing: t('reports.alertNote', { days: Math.round(1 / FALSE_ALARM) }) }],
    button: { label: t('reports.open'), url: address },
    reason: t('reports.alertReason', { site: speech.quote(site) }),
  }
}
