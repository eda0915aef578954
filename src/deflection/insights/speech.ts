import type { Translator } from '../../languages/messages.ts'
import type { Interval } from '../statistics/experiment-effect.ts'
import type { Proportion } from '../statistics/proportion.ts'
import { writeDay } from './question.ts'

/** Signs that turn what follows around or end an isolation: somebody's words must not reach out of theirs. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g

/** How the insights say figures in one language. */
export interface Speech {
  /** `12%`, and `0.8%` where a whole number would say too little. */
  share: (share: number) => string
  /** `12% (10% to 14%)`; only for a proportion of something. */
  proportion: (proportion: Proportion) => string
  /** Points of percent with their sign: `+7.4 points`. */
  points: (difference: number) => string
  /** The same without a sign, where a sentence says “fewer” or “more”. */
  distance: (difference: number) => string
  /** `1.4 to 9.2`, for a range whose unit was named. */
  range: (low: number, high: number) => string
  /** `1.4 to 9.2` of two differences, in points. */
  pointsRange: (interval: Pick<Interval, 'low' | 'high'>) => string
  /** `11% to 34%` of two ratios. */
  percentRange: (interval: Pick<Interval, 'low' | 'high'>) => string
  /** `46 to 156` of whole things. */
  wholeRange: (interval: Pick<Interval, 'low' | 'high'>) => string
  /** One decimal, always: 5.0 beside 4.4 can be compared at a glance, 5 cannot. */
  decimal: (value: number) => string
  /** Two decimals, always. */
  hundredths: (value: number) => string
  whole: (value: number) => string
  money: (value: number, currency: string) => string
  /** A day since 1970, `20 Nov 2026`. */
  day: (day: number) => string
  /** `20 – 26 Nov 2026`, both included. */
  days: (from: number, to: number) => string
  /** `20 Nov`, for the axis of a chart. */
  shortDay: (day: number) => string
  /** `20 Nov 2026, 13:05 UTC` of an epoch ms. */
  moment: (time: number) => string
  /** `2 min` of seconds. */
  duration: (seconds: number) => string
  /** A text from elsewhere inside a sentence: isolated (U+2068, U+2069), so that an English title leaves a Persian sentence in order. */
  quote: (text: string) => string
}

/** A minus as wide as the plus beside it; in many languages Intl writes a hyphen, at which a line may break. */
const withMinus = (numbers: Intl.NumberFormat): { format: (value: number) => string } => ({
  format: (value: number) => numbers.format(value).replace('-', '\u2212'),
})

export function createSpeech({ t, locale }: Translator): Speech {
  const { code } = locale
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(code, options)
  const asPercent = (digits: number) => withMinus(format({ style: 'percent', maximumFractionDigits: digits }))
  const [percent, fine] = [asPercent(0), asPercent(1)]
  const [decimal, whole] = [format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }), withMinus(format({ maximumFractionDigits: 0 }))]
  const hundredths = format({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const signed = withMinus(format({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }))
  const plain = withMinus(format({ maximumFractionDigits: 1 }))
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(code, { timeZone: 'UTC', ...options })
  const [long, short] = [date({ dateStyle: 'medium' }), date({ day: 'numeric', month: 'short' })]
  const moment = date({ dateStyle: 'medium', timeStyle: 'short' })
  const unit = (name: string) => format({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 })
  const [second, minute, hour] = [unit('second'), unit('minute'), unit('hour')]
  const share = (value: number) => (value !== 0 && Math.abs(value) < 0.1 ? fine : percent).format(value)
  const startOf = (day: number) => new Date(`${writeDay(day)}T00:00:00Z`)
  const range = (low: string, high: string) => t('insights.interval', { low, high })
  return {
    share,
    proportion: ({ share: value, low, high }) => t('insights.withInterval', { value: share(value ?? 0), low: share(low), high: share(high) }),
    points: (difference) => t('insights.points', { value: signed.format(difference * 100) }),
    distance: (difference) => t('insights.points', { value: plain.format(Math.abs(difference) * 100) }),
    range: (low, high) => range(plain.format(low), plain.format(high)),
    pointsRange: ({ low, high }) => range(signed.format(low * 100), signed.format(high * 100)),
    percentRange: ({ low, high }) => range(share(low), share(high)),
    wholeRange: ({ low, high }) => range(whole.format(low), whole.format(high)),
    decimal: (value) => decimal.format(value),
    hundredths: (value) => hundredths.format(value),
    whole: (value) => whole.format(value),
    money: (value, currency) => format({ style: 'currency', currency, maximumFractionDigits: 0 }).format(value),
    day: (day) => long.format(startOf(day)),
    days: (from, to) => long.formatRange(startOf(from), startOf(to)),
    shortDay: (day) => short.format(startOf(day)),
    moment: (time) => moment.format(time),
    duration: (seconds) =>
      seconds < 90 ? second.format(seconds) : seconds < 5400 ? minute.format(Math.round(seconds / 60)) : hour.format(Math.round(seconds / 3600)),
    quote: (text) => `\u2068${text.replace(DIRECTIONS, '')}\u2069`,
  }
}
