import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { chooseTranslator } from '../deflection/insights-layout.ts'
import type { Translator } from '../languages/messages.ts'
import { Problem } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import { readDeliveries } from './deliveries.ts'
import { renderDeliveries } from './deliveries-page.ts'

export interface DeliveriesEndpoint {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  /** Epoch ms. */
  clock: () => number
  hasTeam: boolean
  /** Called when a delivery goes back into its queue. */
  onResend: () => void
  /** Whether whoever asks may change something. */
  mayChange: (c: Context) => boolean
  /** Reads a small form. */
  readFields: (c: Context) => Promise<Map<string, string>>
}

/** `GET /insights/deliveries/` and `POST /insights/deliveries/resend`; whoever mounts it checks who may come in, and from where. */
export function createDeliveriesEndpoint(options: DeliveriesEndpoint): Hono {
  const { store, settings, translators, clock, hasTeam, onResend, mayChange, readFields } = options
  const app = new Hono()
  app.get('/insights/deliveries', (c) => c.redirect('/insights/deliveries/', 308))
  app.get('/insights/deliveries/', async (c) => {
    const translator = chooseTranslator(translators, c.req.query('lang'), c.req.header('accept-language'))
    return c.html(renderDeliveries({ deliveries: await readDeliveries(store), translator, settings, hasTeam, mayChange: mayChange(c) }))
  })
  app.post('/insights/deliveries/resend', async (c) => {
    const fields = await readFields(c)
    const delivery = z.uuid().safeParse(fields.get('delivery'))
    if (!delivery.success) {
      throw new Problem('invalid-fields', 'Not accepted: delivery.', { errors: [{ field: 'delivery', detail: 'Write the id of a delivery.' }] })
    }
    if (await store.resend(delivery.data, clock())) onResend()
    const { locale } = chooseTranslator(translators, fields.get('lang'))
    return c.redirect(`/insights/deliveries/?lang=${locale.code}`, 303)
  })
  return app
}
