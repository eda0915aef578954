import { readText } from '../../../settings/load.ts'
import type { ReplyFigures } from '../../queries/replies.ts'
import { ENOUGH_ANSWERS, isEnough } from '../../statistics/proportion.ts'
import { SETTLED_DAYS } from '../../statistics/replies.ts'
import type { TimeToAnswer } from '../../statistics/time-to-answer.ts'
import type { SurveyFigure } from '../../queries/surveys.ts'
import { saySatisfaction, tabulateSurveys } from './satisfaction.ts'
import { renderBars } from '../charts/bars.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

const HOUR = 3600
/** Times in the picture, in seconds. */
const TIMES = [HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR]

export function tabulateReplies({ topics }: ReplyFigures, { translator, settings }: Pick<View, 'translator' | 'settings'>): FigureTable {
  const labels = new Map(settings.contact.tickets?.topics.map(({ id, label }) => [id, readText(label, translator.locale.code, settings)]))
  return {
    name: 'replies',
    title: 'insights.after.table',
    columns: [
      { name: 'topic', label: 'insights.topic', kind: 'text' },
      { name: 'tickets', label: 'insights.messages', kind: 'count' },
      { name: 'answered', label: 'insights.after.answered', kind: 'count' },
      { name: 'median_hours', label: 'insights.after.median', kind: 'hundredths' },
      { name: 'median_low_hours', label: 'insights.after.low', kind: 'hundredths' },
      { name: 'median_high_hours', label: 'insights.after.high', kind: 'hundredths' },
      { name: 'first_contact', label: 'insights.after.once', kind: 'share' },
    ],
    rows: topics.map(({ topic, reply, firstContact }) => ({
      topic: labels.get(topic) ?? topic,
      tickets: reply.n,
      answered: reply.answered,
      median_hours: inHours(reply, reply.median),
      median_low_hours: inHours(reply, reply.interval.low),
      median_high_hours: inHours(reply, reply.interval.high),
      first_contact: firstContact,
    })),
  }
}

const inHours = ({ n }: TimeToAnswer, seconds: number | null): number | null => (isEnough(n) && seconds !== null ? seconds / HOUR : null)

/** What becomes of a message? */
export function answerAfterwards(replies: ReplyFigures, surveys: SurveyFigure[], view: View): Answer {
  const { translator, speech, settings } = view
  const { t } = translator
  const { reply, firstContact, isTold } = replies
  const isKnown = isTold && isEnough(reply.n)
  const waiting = (seconds: number) => reply.curve.findLast((point) => point.seconds <= seconds)?.share ?? 1
  return {
    id: 'afterwards',
    question: 'insights.after.question',
    label: 'insights.after.label',
    figure: isKnown && reply.median !== null ? speech.duration(reply.median) : undefined,
    sentences: [
      ...(!settings.contact.tickets
        ? [t('insights.effect.none')]
        : !isTold
          ? [t('insights.after.silent')]
          : [
              !isKnown
                ? t('insights.after.few', { count: ENOUGH_ANSWERS - reply.n })
                : reply.median === null
                  ? t('insights.after.waiting', { count: reply.n })
                  : t(`insights.after.${reply.interval.high === null ? 'withinOpen' : 'within'}`, {
                      count: reply.n,
                      time: speech.duration(reply.median),
                      low: speech.duration(reply.interval.low ?? 0),
                      high: speech.duration(reply.interval.high ?? 0),
                    }),
              isEnough(firstContact.n)
                ? t('insights.after.first', { share: speech.proportion(firstContact), count: firstContact.n })
                : t('insights.after.firstFew', { count: ENOUGH_ANSWERS - firstContact.n }),
            ]),
      ...saySatisfaction(surveys, view),
    ],
    chart: isKnown
      ? renderBars(
          t('insights.after.chart'),
          TIMES.map((seconds) => ({ label: speech.duration(seconds), value: 1 - waiting(seconds), text: speech.share(1 - waiting(seconds)) })),
          1,
        )
      : undefined,
    definitions: [
      ...(isTold ? [t('insights.after.definition', { days: SETTLED_DAYS })] : []),
      ...(surveys.length > 0 ? [t('insights.surveys.definition')] : []),
    ],
    tables: [tabulateReplies(replies, view), tabulateSurveys(surveys)],
  }
}
