import { html } from 'hono/html'
import type { MessageKey } from '../../../languages/messages.ts'
import type { ContactVolume, Volume } from '../../queries/contact-volume.ts'
import { previousScope } from '../../queries/scope.ts'
import { type Interval, measureExperiment } from '../../statistics/experiment-effect.ts'
import { ENOUGH_ANSWERS, isEnough, measureProportion } from '../../statistics/proportion.ts'
import { renderCurve } from '../charts/curve.ts'
import { hasBefore } from '../question.ts'
import type { Answer } from '../section.ts'
import { cutPeriod, sizeOf, sumOver } from '../stretches.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

type Days = (Volume & { day: number })[]

/** Visits and messages, by day. */
export function tabulateContacts(days: Days): FigureTable {
  return {
    name: 'contacts',
    title: 'insights.volume.table',
    columns: [
      { name: 'day', label: 'insights.day', kind: 'day' },
      { name: 'visits', label: 'insights.visits', kind: 'count' },
      { name: 'views', label: 'insights.views', kind: 'count' },
      { name: 'opened', label: 'insights.opened', kind: 'count' },
      { name: 'tickets', label: 'insights.messages', kind: 'count' },
      { name: 'contacts', label: 'insights.wrote', kind: 'share' },
    ],
    rows: days
      .filter(({ visits, tickets }) => visits > 0 || tickets > 0)
      .toReversed()
      .map(({ day, visits, views, opened, tickets, contacts }) => ({ day, visits, views, opened, tickets, contacts: measureProportion(contacts, visits) })),
  }
}

export function tabulateTopics({ topics }: ContactVolume, { locale, settings }: Pick<View['translator'], 'locale'> & Pick<View, 'settings'>): FigureTable {
  const labelOf = (id: string) => settings.contact.tickets?.topics.find((topic) => topic.id === id)?.label
  return {
    name: 'topics',
    title: 'insights.volume.topics',
    columns: [
      { name: 'topic', label: 'insights.topic', kind: 'text' },
      { name: 'tickets', label: 'insights.messages', kind: 'count' },
    ],
    rows: topics.map(({ topic, tickets }) => {
      const label = labelOf(topic)
      return { topic: (typeof label === 'string' ? label : label?.[locale.code]) ?? topic, tickets }
    }),
  }
}

const ORIGINS: Record<string, MessageKey> = { article: 'insights.origins.article', search: 'insights.origins.search', nav: 'insights.origins.nav' }

/** From where the contact form was opened. */
export function tabulateOrigins({ origins }: ContactVolume): FigureTable {
  return {
    name: 'origins',
    title: 'insights.origins.table',
    columns: [
      { name: 'from', label: 'insights.origins.from', kind: 'choice', choices: ORIGINS },
      { name: 'times', label: 'insights.origins.times', kind: 'count' },
      { name: 'share', label: 'insights.origins.share', kind: 'share' },
    ],
    rows: shareOrigins(origins).map(({ from, share }) => ({ from, times: share.count, share })),
  }
}

function shareOrigins(origins: ContactVolume['origins']) {
  const all = origins.reduce((sum, { n }) => sum + n, 0)
  return origins.map(({ from, n }) => ({ from, share: measureProportion(n, all) }))
}

function sayOrigin({ origins }: ContactVolume, { translator: { t }, speech }: View): string | undefined {
  const [most] = shareOrigins(origins)
  if (!most || !isEnough(most.share.n)) return undefined
  const from = ORIGINS[most.from]
  return t('insights.origins.most', { from: speech.quote(from ? t(from) : most.from), share: speech.proportion(most.share), n: most.share.n })
}

/** Is contact volume up, and because of us? `before` has the days of the period before. */
export function answerContactVolume(volume: ContactVolume, before: Days, view: View): Answer {
  const { translator, speech, question, scope } = view
  const { t, number } = translator
  const { total, rate } = volume
  const isBefore = hasBefore(question) && volume.before.visits > 0
  const difference = isBefore && volume.rateBefore.n > 0 && rate.n > 0 ? compareRates(volume) : null
  const stretches = cutPeriod(scope)
  const shift = scope.from - previousScope(scope).from
  return {
    id: 'contacts',
    question: 'insights.volume.question',
    label: 'insights.messages',
    figure: total.visits + total.tickets > 0 ? number(total.tickets) : undefined,
    sentences: [
      total.visits + total.tickets === 0
        ? t('insights.volume.empty')
        : isEnough(rate.n)
          ? t('insights.volume.answer', { count: total.tickets, rate: speech.share(rate.share ?? 0), range: speech.range(rate.low * 100, rate.high * 100) })
          : t('insights.volume.few', { count: rate.n, missing: ENOUGH_ANSWERS - rate.n }),
      total.visits > 0 && compareInWords(volume, isBefore && isEnough(volume.rateBefore.n) ? difference : null, view),
      sayOrigin(volume, view),
    ],
    chart:
      total.tickets > 0
        ? renderCurve({
            title: t('insights.volume.chart', { count: sizeOf(stretches) }),
            points: stretches.map((stretch) => ({
              label: speech.shortDay(stretch.from),
              value: sumOver(volume.days, stretch, ({ tickets }) => tickets),
              before: isBefore ? sumOver(before, { from: stretch.from - shift, to: stretch.to - shift }, ({ tickets }) => tickets) : undefined,
            })),
            format: speech.whole,
            atLeast: 4,
            isRightToLeft: translator.direction === 'rtl',
          })
        : undefined,
    more: renderComparison(volume, view),
    definitions: [t('insights.volume.definition'), ...(view.scope.category ? [t('insights.wholeSite')] : [])],
    tables: [tabulateContacts(volume.days), tabulateTopics(volume, { locale: translator.locale, settings: view.settings }), tabulateOrigins(volume)],
  }
}

/** The rate now minus the rate before, with Newcombe's interval. */
function compareRates({ rate, rateBefore }: ContactVolume): Interval | null {
  return measureExperiment({ tickets: rate.count, units: rate.n }, { tickets: rateBefore.count, units: rateBefore.n }).difference
}

function compareInWords({ total, before, rateBefore }: ContactVolume, difference: Interval | null, { translator, speech }: View): string {
  const { t, number } = translator
  if (!difference) return t('insights.volume.noBefore')
  const verdict = difference.low > 0 ? 'more' : difference.high < 0 ? 'fewer' : 'same'
  return t(`insights.volume.${verdict}`, {
    before: speech.share(rateBefore.share ?? 0),
    points: speech.points(difference.value),
    range: speech.pointsRange(difference),
    visits: number(total.visits),
    visitsBefore: number(before.visits),
  })
}

/** What is usually published, so that a reader who knows other dashboards finds it, and what it is worth. */
function renderComparison({ selfService: { score, explicit, implicit } }: ContactVolume, { translator: { t }, speech }: View) {
  if (score === null && explicit === null && implicit === null) return ''
  const rows = [
    [t('insights.volume.score'), score === null ? '–' : speech.decimal(score)],
    [t('insights.volume.explicit'), explicit === null ? '–' : explicit === 0 ? t('insights.nobody') : speech.share(explicit)],
    [t('insights.volume.implicit'), implicit === null ? '–' : implicit === 0 ? t('insights.nobody') : speech.share(implicit)],
  ]
  return html`<div class="others"><h3>${t('insights.volume.others')}</h3>
<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
<p><small>${t('insights.volume.othersNote')}</small></p></div>`
}
