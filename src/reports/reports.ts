import { v7 } from 'uuid'
import { DeliveryError } from '../handoff/contract.ts'
import { openPostOffice, type PostOfficeOptions } from '../handoff/post-office.ts'
import { createWorker } from '../handoff/worker.ts'
import type { Report, Store } from '../storage/store.ts'
import { type Alert, composeAlert, listAlerts, nameAlert } from './alert.ts'
import type { Bulletin } from './bulletin.ts'
import { writeHtml } from './bulletin-html.ts'
import { writeText } from './bulletin-text.ts'
import type { Recipient, ReportsConfig } from './config.ts'
import { composeDigest } from './digest.ts'
import type { ReportSources } from './sources.ts'
import { readWeek, type Week, weekOf } from './week.ts'

const DAY = 86_400_000
/** At six in the morning, UTC, the visits of the night before are over. */
const DUE_MS = 6 * 3_600_000
/** A figure that is still on the same side of its range is told again after so many days. */
const SILENT_DAYS = 7
/** How often it is looked at whether something is due. */
const LOOK_EVERY_MS = 60_000
/** Queue of reports in the outbox. */
export const REPORT_QUEUE = 'report'

export interface ReportsOptions {
  store: Store
  sources: ReportSources
  config: ReportsConfig
  /** Where letters are handed in; without it what is filed waits. */
  mail: PostOfficeOptions | undefined
  /** Epoch ms. */
  clock: () => number
  /** Takes a line about a letter that failed. */
  log: (line: string) => void
}

/** What is told to the team by itself. Any number of processes may do so on one store. */
export interface Reports {
  /** Files what is due, and delivers what waits. */
  look: () => Promise<void>
  /** Looks every minute from now on. */
  start: () => void
  stop: () => Promise<void>
}

export function createReports({ store, sources, config, mail, clock, log }: ReportsOptions): Reports {
  const send = mail && openPostOffice(mail)
  const deliver = async (report: Report, delivery: string, signal: AbortSignal): Promise<void> => {
    const letter = report.letters.find(({ id }) => id === delivery)
    if (!letter || !send) throw new DeliveryError('Nobody is to get it any more.', 'dead')
    const bulletin = await compose(sources, report, letter.locale, clock())
    if (!bulletin) throw new DeliveryError(`Its occasion, ${report.id}, is not known to this version of the program.`, 'dead')
    await send({ key: delivery, date: new Date(report.created), to: letter.to, ...writeMail(bulletin) }, signal)
  }
  const route = {
    name: REPORT_QUEUE,
    deliver: async ({ id, ticket }: { id: string; ticket: string }, signal: AbortSignal) => {
      const report = await store.findReport(ticket)
      if (!report) throw new DeliveryError('The report was deleted.', 'dead')
      await deliver(report, id, signal)
    },
  }
  const worker = createWorker({ store, queues: new Map(send ? [[REPORT_QUEUE, route]] : []), clock, log })

  // What this process knows to be filed; the table decides between processes, and after a restart.
  let lastDigest = ''
  const fileDigest = async (now: number): Promise<void> => {
    const week = findDueWeek(now)
    if (config.digest.length === 0 || week.name === lastDigest) return
    if (await hasFigures(sources, week)) await store.fileReport(addressTo(config.digest, `digest:${week.name}`, now), REPORT_QUEUE)
    lastDigest = week.name
  }

  let lastAlertDay = Number.NEGATIVE_INFINITY
  const fileAlerts = async (now: number): Promise<void> => {
    const day = Math.floor((now - DUE_MS) / DAY) - 1
    if (config.alert.length === 0 || day === lastAlertDay) return
    const ranges = await sources.insights.usualRanges({ from: day, to: day })
    for (const alert of ranges.day === day ? listAlerts(ranges) : []) {
      if (await isTold(alert)) continue
      await store.fileReport({ ...addressTo(config.alert, nameAlert(alert.figure, day), now), detail: JSON.stringify(alert) }, REPORT_QUEUE)
    }
    lastAlertDay = day
  }
  /** Whether somebody was told of the same lately: a figure at the edge of its range goes in and out. */
  const isTold = async ({ figure, day, range }: Alert): Promise<boolean> => {
    const names = Array.from({ length: SILENT_DAYS - 1 }, (_, index) => nameAlert(figure, day - 1 - index))
    const told = await Promise.all(names.map((name) => store.findReport(name)))
    return told.some((report) => report?.detail && (JSON.parse(report.detail) as Alert).range.verdict === range.verdict)
  }

  let timer: ReturnType<typeof setInterval> | undefined
  let looking: Promise<void> | undefined
  /** Mistakes that were told of, once each until it goes well again. */
  const lost = new Set<string>()
  const look = async (): Promise<void> => {
    // Figures that cannot be had today must not keep back what is filed already.
    const filed = await Promise.allSettled([fileDigest(clock()), fileAlerts(clock())])
    await worker.wake()
    for (const { reason } of filed.filter((one) => one.status === 'rejected')) {
      const kind = reason instanceof Error ? reason.name : typeof reason
      if (!lost.has(kind)) log(`no digest or alert could be filed (${kind}); it is tried again every minute`)
      lost.add(kind)
    }
    if (filed.every(({ status }) => status === 'fulfilled')) lost.clear()
  }
  /** One at a time; while the store is away, the next look makes up for it. */
  const lookOnce = (): Promise<void> => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  return {
    look,
    start: () => {
      void lookOnce()
      timer = setInterval(() => void lookOnce(), LOOK_EVERY_MS)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await worker.stop()
      await looking
    },
  }
}

/** The last week that is over. */
export function findDueWeek(now: number): Week {
  return weekOf(weekOf(Math.floor((now - DUE_MS) / DAY)).from - 1)
}

/** Nothing is said of a site that nobody has visited for two weeks: it is new, or its clock has jumped. */
async function hasFigures({ insights }: ReportSources, { from, to }: Week): Promise<boolean> {
  const { total, before } = await insights.contactVolume({ from, to })
  return total.visits + total.tickets + before.visits + before.tickets > 0
}

function addressTo(recipients: readonly Recipient[], id: string, now: number): Report {
  return { id, created: now, letters: recipients.map((recipient) => ({ id: v7({ msecs: now }), ...recipient })) }
}

/** What a report says in a language, from the figures as they are now. */
async function compose(sources: ReportSources, { id, detail }: Report, locale: string | undefined, now: number): Promise<Bulletin | undefined> {
  const [kind, occasion = ''] = id.split(':')
  if (kind === 'alert' && detail) return composeAlert(sources, JSON.parse(detail) as Alert, locale, now)
  const week = kind === 'digest' ? readWeek(occasion) : undefined
  return week && composeDigest(sources, week, locale, now)
}

/** What a letter consists of. */
export function writeMail(bulletin: Bulletin): { subject: string; text: string; html: string } {
  return { subject: bulletin.subject, text: writeText(bulletin), html: writeHtml(bulletin) }
}
