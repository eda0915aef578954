import type { Handler } from 'hono'
import { Problem, refuseFields, type RequestEnvironment } from '../server/contract.ts'
import { IdTaken } from '../storage/store.ts'
import { type SuggestionsAnswer, suggestionsRequestSchema } from './contract.ts'
import { type EventsEndpoint, findReasonToIgnore, toStoredEvents } from './endpoint.ts'
import { utcDay } from './visit.ts'

/**
 * `POST /api/suggestions`: there are articles for what somebody writes; may the form show them? That there are is on disk before the answer,
 * in both arms alike. The answer is all that a script learns about the experiment. Who asked not to be counted is in no experiment.
 */
export function createSuggestionsEndpoint({
  store,
  settings,
  clock,
  experiment,
}: Pick<EventsEndpoint, 'store' | 'settings' | 'clock' | 'experiment'>): Handler<RequestEnvironment> {
  const codes = settings.locales.map(({ code }) => code)
  return async (c) => {
    const body = c.get('body')
    const result = suggestionsRequestSchema.safeParse(body.kind === 'json' ? body.value : undefined)
    if (!result.success) throw refuseFields(result.error)
    const { event, automated } = result.data
    if (!codes.includes(event.locale)) {
      throw new Problem('invalid-fields', 'Not accepted: event.locale.', { errors: [{ field: 'event.locale', detail: `Write one of ${codes.join(', ')}.` }] })
    }
    const visit = c.get('visit')
    const answer = (show: boolean) => c.json({ show } satisfies SuggestionsAnswer, 200, { 'cache-control': 'no-store' })
    const now = clock()
    const ignored = findReasonToIgnore(c.req.header('sec-gpc'), c.req.header('user-agent'), automated)
    if (ignored) {
      await store.count(ignored, utcDay(now))
      return answer(true)
    }
    c.get('keepPageViews')([event.pv])
    // Sent again with another number of articles it is the same question.
    await store.append(toStoredEvents([event], visit, now, experiment)).catch((error: unknown) => {
      if (!(error instanceof IdTaken)) throw error
    })
    return answer(experiment.findArm(visit) === 'suggest')
  }
}
