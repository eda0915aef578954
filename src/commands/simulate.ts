// Sends visitors whose behaviour is known to the endpoint and compares the figures with the truth: `npm run simulate`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createExperiment } from '../deflection/experiment.ts'
import { createInsights } from '../deflection/queries/insights.ts'
import { createTranslators } from '../languages/messages.ts'
import { createWordGroups } from '../search/word-groups.ts'
import { createApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { settingsSchema } from '../settings/contract.ts'
import { openSqliteStore } from '../storage/sqlite.ts'
import { drive } from './simulate/drive.ts'
import { TICKET_RATE } from './simulate/model.ts'

const USAGE = `npm run simulate -- [--seed 1] [--visits 2000] [--effect 0.2] [--holdout 50]

  --seed     the same seed makes the same visitors
  --visits   how many come in one day
  --effect   share of tickets that suggestions really prevent, 0 to 1; 0 is an A/A test
  --holdout  percentage of visits that see no suggestions, 1 to 50

It uses a database of its own, which is deleted afterwards.`

const DAY = 86_400_000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    visits: { type: 'string', default: '2000' },
    effect: { type: 'string', default: '0.2' },
    holdout: { type: 'string', default: '50' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [seed = 0, visits = 0, effect = 0, holdout = 0] = [values.seed, values.visits, values.effect, values.holdout].map(Number)
const isUsable = [seed, visits].every(Number.isInteger) && visits > 0 && effect >= 0 && effect <= 1 && holdout >= 1 && holdout <= 50
if (values.help || !isUsable) {
  console.log(USAGE)
  process.exitCode = values.help ? 0 : 1
} else {
  await simulate()
}

async function simulate(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-simulate-'))
  const store = openSqliteStore(folder)
  try {
    const settings = {
      ...settingsSchema.parse({
        name: 'Simulation',
        description: 'Simulation',
        company: { name: 'Simulation' },
        locales: [{ code: 'en', name: 'English' }],
        contact: { channels: [], tickets: { holdout, topics: [{ id: 'other', label: 'Other' }] } },
      }),
      url: 'http://localhost',
    }
    const start = Math.floor(Date.now() / DAY) * DAY
    let now = start
    const config = readConfig({ DATA_DIR: folder, OUT_DIR: join(folder, 'site'), LIMIT_SCALE: '10000', PROOF_OF_WORK: 'never' })
    const translators = await createTranslators(settings.locales, { en: {} }, () => ({}))
    const app = createApp({ store, settings, translators, siteRoot: join(folder, 'site'), clock: () => now, config })
    const begun = performance.now()
    await drive({ request: (path, init) => app.request(path, init), setTime: (time) => (now = time), start }, { seed, visits, effect })
    const insights = createInsights({
      read: store.read,
      clock: () => now,
      experiment: createExperiment(config.siteId, holdout),
      defaultLocale: 'en',
      groupOf: createWordGroups(),
    })
    const day = start / DAY
    const { effect: found, interval, ratio, enough } = await insights.suggestionEffect({ from: day, to: day })
    const points = (value: number) => `${(value * 100).toFixed(1)}`
    const describe = (range: { value: number; low: number; high: number } | null) =>
      range ? `${points(range.value)} [${points(range.low)}, ${points(range.high)}]` : 'not enough data'
    console.log(`${visits} visits in ${((performance.now() - begun) / 1000).toFixed(1)} s, seed ${seed}.`)
    console.log(`True fall of the ticket rate: ${points(TICKET_RATE * effect)} points.`)
    console.log(`Found, fixed 95 % interval:   ${describe(found.difference)}`)
    console.log(`Found, always valid:          ${describe(interval)}`)
    console.log(`Arms: ${found.holdout.units} without and ${found.suggest.units} with suggestions; p of this split ${ratio.p.toFixed(3)}.`)
    if (!enough.isEnough) console.log(`The plan needs about ${enough.missing} more visits that open the form.`)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
