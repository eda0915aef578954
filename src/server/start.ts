import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { utcDay } from '../deflection/visit.ts'
import { type Courier, createCourier } from '../handoff/courier.ts'
import type { Translator } from '../languages/messages.ts'
import { findForeignRecipient } from '../reports/config.ts'
import { createReports } from '../reports/reports.ts'
import { localAddress } from '../settings/address.ts'
import type { Settings } from '../settings/contract.ts'
import { openStore } from '../storage/open.ts'
import { placeOf } from '../storage/place.ts'
import { createApp } from './app.ts'
import { type ConnectionBounds, boundConnections } from './connections.ts'
import { ConfigError, type ServerConfig } from './config.ts'
import { findInsightsPassword, type InsightsPassword } from './password.ts'
import { createReportSources } from './report-sources.ts'

/** How long requests under way may take to finish when the server stops. */
const GRACE_MS = 5000
/** Salts, addresses and spent tokens must be gone when their time is over, whether or not anybody visits. */
const FORGET_EVERY_MS = 60_000
/** A computer without a battery for its clock starts with a wrong time and is told the right one a moment later. What is deleted by then is lost. */
const SETTLED_MS = 10 * 60_000
const PATIENCE = { headersMs: 15_000, requestMs: 30_000, idleMs: 120_000 }
const DAY = 86_400_000

export interface StartOptions {
  config: ServerConfig
  settings: Settings
  translators: Map<string, Translator>
  /** Epoch ms; the computer's clock unless given. */
  clock?: () => number
  /** Takes a line about a mistake of ours; standard error unless given. */
  log?: (line: string) => void
  /** How long headers and whole requests may take; a request of 8 KiB that takes longer than half a minute is not a reader. */
  patience?: { headersMs: number; requestMs: number; idleMs?: number }
  connections?: ConnectionBounds
  /** How long the server must have run before it deletes what the clock says is over. */
  settledMs?: number
}

export interface RunningServer {
  /** Where the site answers, e.g. `http://127.0.0.1:4321`. */
  url: string
  /** Where the insights are, and how to get in. */
  insights: InsightsPassword & { url: string }
  /** Where messages of readers go, in words; undefined when there is no form. */
  handoff: string | undefined
  /** Stops taking requests, finishes those under way (at most 5 s), commits what is queued, closes the database. */
  close: () => Promise<void>
}

/** Opens the database, listens, and resolves when requests are answered. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, settings, translators, clock = Date.now, log, patience = PATIENCE, connections, settledMs = SETTLED_MS } = options
  const foreign = findForeignRecipient(
    config.reports,
    settings.locales.map(({ code }) => code),
  )
  if (foreign) throw new ConfigError(`${foreign} Correct DIGEST_TO or ALERT_TO. The server did not start.`)
  const store = await openStore(placeOf(config), { site: config.siteId })
  try {
    const insights = findInsightsPassword(config.dataDir, config.insightsPassword)
    const courier = createCourier({ store, settings, translators, config: config.handoff, clock, log: log ?? console.error })
    const { mail, reach } = config.handoff
    const reports = createReports({
      store,
      sources: createReportSources({ store, settings, translators, config, clock }),
      config: config.reports,
      mail: mail && { ...mail, patience: reach.patience },
      clock,
      log: log ?? console.error,
    })
    const app = createApp({
      store,
      settings,
      translators,
      siteRoot: config.outDir,
      clock,
      config: { ...config, insightsPassword: insights.password },
      courier,
      ...(log ? { log } : {}),
    })
    const server = createAdaptorServer({
      fetch: app.fetch,
      overrideGlobalObjects: false,
      // Slow senders are noticed soon after their time is up, not within half a minute.
      serverOptions: { connectionsCheckingInterval: Math.min(5_000, patience.headersMs) },
    }) as Server
    boundConnections(server, config.trustProxy, connections)
    // A photograph from a slow phone takes minutes.
    server.requestTimeout = settings.contact.tickets?.attachment ? Math.max(patience.requestMs, 180_000) : patience.requestMs
    server.headersTimeout = patience.headersMs
    // Who asks for a film and does not read on keeps a connection from others; a player that was paused asks for the rest again.
    server.timeout = patience.idleMs ?? PATIENCE.idleMs
    const url = await listen(server, config)
    const began = performance.now()
    const forget = async () => {
      await store.forgetSalts(utcDay(clock() - DAY)).catch(() => {})
      if (performance.now() - began >= settledMs) await store.forgetExpired(clock()).catch(() => {})
    }
    await forget()
    const timer = setInterval(forget, FORGET_EVERY_MS)
    timer.unref()
    courier.start()
    reports.start()

    let closing: Promise<void> | undefined
    const close = async () => {
      clearInterval(timer)
      await stopListening(server)
      await Promise.all([courier.stop(), reports.stop()])
      await store.close()
    }
    return {
      url,
      handoff: describeHandoff(settings, courier),
      insights: { ...insights, url: `${url}/insights/` },
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Closes the server when the process is asked to stop, then ends with 0; a second signal ends at once. */
export function closeOnSignal(server: RunningServer): void {
  let isClosing = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isClosing) process.exit(1)
      isClosing = true
      server.close().then(
        () => {
          console.log('Stopped. Everything that was answered is stored.')
          process.exit(0)
        },
        () => process.exit(1),
      )
    })
  }
}

/** What to print at the start: where everything is, and how to sign in. */
export function describeServer({ url, insights, handoff }: RunningServer): string {
  const signIn = insights.isNew
    ? `password ${insights.password} (kept in ${insights.file})`
    : insights.file
      ? `password in ${insights.file}`
      : 'password from INSIGHTS_PASSWORD'
  return [`Site      ${url}/`, `Insights  ${insights.url}`, `Sign in   ${signIn}`, ...(handoff ? [`Messages  ${handoff}`] : [])].join('\n')
}

function describeHandoff({ contact }: Settings, { hasTeam, queues }: Courier): string | undefined {
  if (!contact.tickets) return undefined
  if (hasTeam) return `delivered by ${queues.join(', ')}`
  return 'kept at /insights/deliveries/, because no way to deliver them is set: SMTP_URL, WEBHOOK_URL or another'
}

function listen(server: Server, { host, port }: ServerConfig): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)))
    server.listen(port, host, () => {
      resolve(localAddress(host, (server.address() as AddressInfo).port))
    })
  })
}

/** The port that will be listened on. Throws a ConfigError when it cannot be opened; leaves it free. */
export async function probePort(config: ServerConfig): Promise<number> {
  const probe = createServer()
  await listen(probe, config)
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(
      `Port ${port} is already in use on ${host}. Stop the program that uses it, or choose another with PORT=${port === 65_535 ? port - 1 : port + 1}.`,
    )
  }
  if (error.code === 'EACCES') return new ConfigError(`Port ${port} may not be opened by this user. Choose one above 1023 with PORT.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ConfigError(`HOST is "${host}", which is not an address of this computer. Use 127.0.0.1, or 0.0.0.0 for all of its addresses.`)
  }
  return error
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Connections kept open for a next request become idle one by one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(deadline)
      resolve()
    })
  })
}
