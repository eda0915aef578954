import type { MessageKey } from '../../../languages/messages.ts'
import { type UsualRanges, WATCHED, type Watched } from '../../queries/usual-ranges.ts'
import { BASELINE_WEEKS, FALSE_ALARM, type TooLittle, type UsualRange } from '../../statistics/usual-range.ts'
import { renderIntervals } from '../charts/intervals.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

export const WATCHED_LABELS: Record<Watched, MessageKey> = {
  contacts: 'insights.messages',
  zero: 'insights.searches.label',
  effort: 'insights.range.effort',
}

/** On which side of its range a figure is bad. */
export const BAD_SIDES: Record<Watched, UsualRange['verdict']> = { contacts: 'above', zero: 'above', effort: 'below' }

/** A value of a figure as people read it. */
export function sayWatched(name: Watched, value: number, { speech }: Pick<View, 'speech'>): string {
  return name === 'contacts' ? speech.whole(value) : name === 'zero' ? speech.share(value) : speech.hundredths(value)
}

/** `20 to 45`, of whole messages those that are still usual. */
export function sayRange(name: Watched, range: UsualRange, view: Pick<View, 'speech' | 'translator'>): string {
  return view.translator.t('insights.interval', limitsOf(name, range, view))
}

function limitsOf(name: Watched, { low, high }: UsualRange, view: Pick<View, 'speech'>): { low: string; high: string } {
  const [from, to] = name === 'contacts' ? [Math.ceil(low), Math.floor(high)] : [low, high]
  return { low: sayWatched(name, from, view), high: sayWatched(name, to, view) }
}

export function tabulateRanges({ figures }: UsualRanges): FigureTable {
  return {
    name: 'ranges',
    title: 'insights.range.table',
    columns: [
      { name: 'figure', label: 'insights.range.figure', kind: 'choice', choices: WATCHED_LABELS },
      { name: 'verdict', label: 'insights.range.verdict', kind: 'choice', choices: VERDICTS },
      { name: 'value', label: 'insights.range.week', kind: 'hundredths' },
      { name: 'expected', label: 'insights.range.expected', kind: 'hundredths' },
      { name: 'low', label: 'insights.range.low', kind: 'hundredths' },
      { name: 'high', label: 'insights.range.high', kind: 'hundredths' },
    ],
    rows: WATCHED.map((figure) => {
      const found = figures[figure]
      if (found.verdict === 'too-little') return { figure, verdict: found.verdict, value: null, expected: null, low: null, high: null }
      const { verdict, value, expected, low, high } = found
      return { figure, verdict, value, expected, low, high }
    }),
  }
}

const VERDICTS: Record<(UsualRange | TooLittle)['verdict'], MessageKey> = {
  usual: 'insights.range.usual',
  above: 'insights.range.above',
  below: 'insights.range.below',
  'too-little': 'insights.tooEarly',
}

/** Is anything out of its usual range? */
export function answerUsualRange(ranges: UsualRanges, view: View): Answer {
  const { translator, speech } = view
  const { t, number } = translator
  const day = speech.day(ranges.day)
  const judged = WATCHED.flatMap((name) => {
    const found = ranges.figures[name]
    return found.verdict === 'too-little' ? [] : [{ name, found }]
  })
  const unusual = judged.filter(({ found }) => found.verdict !== 'usual')
  const few = WATCHED.flatMap((name) => {
    const found = ranges.figures[name]
    return found.verdict === 'too-little' ? [{ name, found }] : []
  })
  const say = ({ name, found }: (typeof judged)[number]) =>
    t(`insights.range.${found.verdict === 'usual' ? 'inside' : 'outside'}`, {
      figure: t(WATCHED_LABELS[name]),
      value: sayWatched(name, found.value, view),
      range: sayRange(name, found, view),
      day,
    })
  return {
    id: 'range',
    question: 'insights.range.question',
    label: 'insights.range.label',
    figure: judged.length === 0 ? undefined : number(unusual.length),
    isAlarm: unusual.length > 0,
    sentences: [
      ...unusual.map(say),
      unusual.length === 0 && judged.length > 0 && t('insights.range.quiet', { day }),
      ...judged.filter(({ found }) => found.verdict === 'usual').map(say),
      ...sayFew(few, judged.length === 0, view),
    ],
    chart:
      judged.length > 0
        ? renderIntervals(
            t('insights.range.chart'),
            judged.map(({ name, found }) => ({
              label: t(WATCHED_LABELS[name]),
              value: found.value / found.expected,
              low: found.low / found.expected,
              high: found.high / found.expected,
              text: t('insights.withInterval', { value: sayWatched(name, found.value, view), ...limitsOf(name, found, view) }),
              verdict: found.verdict === 'usual' ? undefined : found.verdict === BAD_SIDES[name] ? 'bad' : 'good',
            })),
            { zero: 1 },
          )
        : undefined,
    definitions: [t('insights.range.definition', { weeks: BASELINE_WEEKS, days: Math.round(1 / FALSE_ALARM) }), t('insights.range.mail')],
    tables: [tabulateRanges(ranges)],
  }
}

/** What is missing: days for all, or answers for one. */
function sayFew(few: { name: Watched; found: TooLittle }[], isAll: boolean, { translator: { t } }: View): string[] {
  const [first] = few
  if (isAll && first?.found.unit === 'days') return [t('insights.range.fewDays', { count: first.found.missing })]
  return few.map(({ name, found }) => t('insights.range.few', { figure: t(WATCHED_LABELS[name]), count: found.missing }))
}
