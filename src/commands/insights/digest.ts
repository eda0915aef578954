import { v7 } from 'uuid'
import { DeliveryError } from '../../handoff/contract.ts'
import { openPostOffice } from '../../handoff/post-office.ts'
import { loadTranslators } from '../../languages/load.ts'
import { composeDigest } from '../../reports/digest.ts'
import { findDueWeek, writeMail } from '../../reports/reports.ts'
import { readWeek, type Week, weekOf } from '../../reports/week.ts'
import { findForeignRecipient } from '../../reports/config.ts'
import { ConfigError } from '../../server/config.ts'
import { createReportSources } from '../../server/report-sources.ts'
import { loadSettings } from '../../settings/load.ts'
import { openStore } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import type { InsightsRequest } from './request.ts'

const DAY = 86_400_000

/** Prints or sends a digest now. What servers send by themselves is not changed by it. */
export async function sendDigest({ options, config }: InsightsRequest): Promise<void> {
  const { settings, findings } = loadSettings(config.contentDir)
  if (!settings) throw new ConfigError(findings.map(({ file, line, message }) => `${file}${line ? `:${line}` : ''} ${message}`).join('\n'))
  const codes = settings.locales.map(({ code }) => code)
  const { locale } = options
  if (locale !== undefined && !codes.includes(locale)) throw new ConfigError(`--locale is "${locale}". It must be one of ${codes.join(', ')}.`)
  const { digest: recipients } = config.reports
  const { mail } = config.handoff
  const foreign = findForeignRecipient(config.reports, codes)
  if (!options.print && foreign) throw new ConfigError(foreign)
  if (!options.print && (!mail || recipients.length === 0)) {
    throw new ConfigError('Nobody is to get it. Set DIGEST_TO, SMTP_URL and MAIL_FROM, or add --print to read it here.')
  }
  const now = Date.now()
  const week = chooseWeek(options.week, now)
  const store = await openStore(placeOf(config), { site: config.siteId })
  try {
    const translators = await loadTranslators(config.contentDir, settings)
    const sources = createReportSources({ store, settings, translators, config, clock: () => now })
    const write = async (code: string | undefined) => writeMail(await composeDigest(sources, week, code, now))
    if (options.print || !mail) {
      const { text, html } = await write(locale)
      console.log(options.html ? html : text)
      return
    }
    const send = openPostOffice({ ...mail, patience: config.handoff.reach.patience })
    for (const { to, locale: code } of recipients) {
      await send({ key: v7(), date: new Date(now), to, ...(await write(locale ?? code)) }, new AbortController().signal)
      console.log(`Sent ${week.name} to ${to}.`)
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    throw new ConfigError(`It was not sent. ${error.message}`)
  } finally {
    await store.close()
  }
}

function chooseWeek(name: string | undefined, now: number): Week {
  if (name === undefined) return findDueWeek(now)
  const week = readWeek(name)
  if (!week) throw new ConfigError(`--week is "${name}". It must be a week such as ${weekOf(Math.floor(now / DAY)).name}.`)
  if (week.to >= Math.floor(now / DAY)) throw new ConfigError(`--week is "${name}", which is not over yet.`)
  return week
}
