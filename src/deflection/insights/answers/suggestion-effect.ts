import type { SuggestionEffect } from '../../queries/suggestion-effect.ts'
import { measureProportion } from '../../statistics/proportion.ts'
import { renderIntervals } from '../charts/intervals.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

export function tabulateExperiment({ holdout, suggest }: SuggestionEffect): FigureTable {
  const arms = { suggest, holdout }
  return {
    name: 'experiment',
    title: 'insights.effect.table',
    columns: [
      { name: 'arm', label: 'insights.effect.arm', kind: 'choice', choices: { suggest: 'insights.effect.with', holdout: 'insights.effect.without' } },
      { name: 'visits', label: 'insights.opened', kind: 'count' },
      { name: 'contacts', label: 'insights.wrote', kind: 'share' },
      { name: 'eligible', label: 'insights.effect.eligible', kind: 'count' },
      { name: 'shown', label: 'insights.effect.shown', kind: 'count' },
      { name: 'clicked', label: 'insights.effect.clicked', kind: 'count' },
      { name: 'solved', label: 'insights.effect.solved', kind: 'count' },
      { name: 'unsolved', label: 'insights.effect.unsolved', kind: 'count' },
    ],
    rows: Object.entries(arms)
      .filter(([, { units }]) => units > 0)
      .map(([arm, { units, tickets, eligible, shown, clicked, solved, unsolved }]) => ({
        arm,
        visits: units,
        contacts: measureProportion(tickets, units),
        eligible,
        shown,
        clicked,
        solved,
        unsolved,
      })),
  }
}

/** One row: what suggestions change, and how far the plan is. */
export function tabulateEffect({ state, interval, deflection, avoided, saved, holdout, suggest, enough, ratio }: SuggestionEffect): FigureTable {
  return {
    name: 'effect',
    title: 'insights.effect.result',
    columns: [
      { name: 'visits', label: 'insights.opened', kind: 'count' },
      { name: 'change', label: 'insights.effect.change', kind: 'points' },
      { name: 'deflection', label: 'insights.effect.causal', kind: 'percent' },
      { name: 'avoided', label: 'insights.effect.avoidedLabel', kind: 'amount' },
      { name: 'saved', label: 'insights.effect.savedLabel', kind: 'amount' },
      { name: 'needed', label: 'insights.effect.needed', kind: 'count' },
      { name: 'mismatch', label: 'insights.effect.mismatch', kind: 'hundredths' },
    ],
    rows:
      state === 'off' || holdout.units + suggest.units === 0
        ? []
        : [
            {
              visits: holdout.units + suggest.units,
              // As a change of the share that writes: fewer messages are a minus.
              change: interval && { value: -interval.value, low: -interval.high, high: -interval.low },
              deflection,
              avoided,
              saved,
              needed: enough.missing,
              mismatch: ratio.p,
            },
          ],
  }
}

/** Do suggestions work? What did they save? */
export function answerSuggestionEffect(effect: SuggestionEffect, view: View): Answer {
  const { translator, speech, settings } = view
  const { t } = translator
  const { interval, ratio, state, share } = effect
  const isMeasured = settings.contact.tickets !== undefined && interval !== null
  const table = tabulateExperiment(effect)
  return {
    id: 'effect',
    question: 'insights.effect.question',
    label: 'insights.effect.label',
    figure: isMeasured && state !== 'off' && (interval.low > 0 || interval.high < 0) ? speech.points(-interval.value) : undefined,
    isAlarm: ratio.isAlarm,
    sentences: [...(ratio.isAlarm ? [t('insights.effect.alarm', { p: ratio.p.toExponential(0) })] : []), ...describeEffect(effect, view)],
    chart: isMeasured
      ? renderIntervals(
          t('insights.effect.chart'),
          table.rows.flatMap(({ arm, contacts }) => {
            if (typeof contacts !== 'object' || contacts === null || !('share' in contacts) || contacts.share === null) return []
            const { low, high } = contacts
            return [
              {
                label: t(arm === 'holdout' ? 'insights.effect.without' : 'insights.effect.with'),
                value: contacts.share,
                low,
                high,
                text: speech.proportion(contacts),
              },
            ]
          }),
          { zero: undefined },
        )
      : undefined,
    definitions: share > 0 && settings.contact.tickets ? [t('insights.effect.definition', { share: speech.share(share) }), t('insights.effect.wholeTime')] : [],
    tables: settings.contact.tickets ? [tabulateEffect(effect), table] : [],
  }
}

function describeEffect({ state, interval, deflection, enough, avoided, saved }: SuggestionEffect, { translator: { t }, speech, settings }: View): string[] {
  const { tickets } = settings.contact
  if (!tickets) return [t('insights.effect.none')]
  if (state === 'off') return [t('insights.effect.off')]
  if (!interval) return [t('insights.effect.empty', { count: enough.missing })]
  const verdict = interval.low > 0 ? 'fewer' : interval.high < 0 ? 'more' : 'unsure'
  // Told as a change of the share that writes: fewer messages are a minus.
  const range = speech.pointsRange({ low: -interval.high, high: -interval.low })
  return [
    t(`insights.effect.${verdict}`, { points: speech.distance(interval.value), range }),
    deflection ? t('insights.effect.deflection', { value: speech.share(deflection.value), range: speech.percentRange(deflection) }) : '',
    state === 'complete' ? t('insights.effect.complete') : t('insights.effect.needs', { count: enough.missing }),
    ...(avoided && verdict !== 'unsure'
      ? [t('insights.effect.avoided', { value: speech.whole(avoided.value), range: speech.range(Math.round(avoided.low), Math.round(avoided.high)) })]
      : []),
    ...(saved && tickets.cost && verdict !== 'unsure'
      ? [
          t('insights.effect.saved', {
            value: speech.money(saved.value, tickets.cost.currency),
            low: speech.money(saved.low, tickets.cost.currency),
            high: speech.money(saved.high, tickets.cost.currency),
          }),
        ]
      : []),
  ]
}
