import { BlockList, isIP } from 'node:net'
import { type HandoffConfig, readHandoffConfig } from '../handoff/config.ts'
import { readReportsConfig, type ReportsConfig } from '../reports/config.ts'
import { readPlace } from '../storage/place.ts'
import type { TrustedProxies } from './client-address.ts'
import { LIMITS, type Limits, scaleLimits } from './limit-figures.ts'
import { isBelow, realPlace } from './real-place.ts'

/** How the server runs; everything about the help centre itself is in content/settings.yml. */
export interface ServerConfig {
  /** Folder of the database and the generated password. */
  dataDir: string
  /** `postgres://…`, or `sqlite:<folder>`; SQLite in `dataDir` when absent. It may hold a password and is never printed. */
  databaseUrl?: string | undefined
  /** Short id of this help centre, a part of every key, so that several can share one database. */
  siteId: string
  contentDir: string
  /** The built site. */
  outDir: string
  host: string
  /** 0 takes any free port. */
  port: number
  /** Password of /insights/ for whoever may also change things there; made at the first start when absent. */
  insightsPassword?: string | undefined
  /** Password of /insights/ for whoever may only read. */
  insightsReaderPassword?: string | undefined
  /** Bearer token for programs that read the figures. */
  insightsToken?: string | undefined
  /** Proxies in front whose X-Forwarded-For is believed. */
  trustProxy: TrustedProxies
  /** When comments and tickets have to bring a proof of work: while many come in, always, or never. */
  proofOfWork: 'auto' | 'always' | 'never'
  limits: Limits
  /** Where messages to the team go. */
  handoff: HandoffConfig
  /** Who is told of the figures. */
  reports: ReportsConfig
}

/** A setting that cannot be used. The message is one sentence per problem and is all that is printed. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Environment = Record<string, string | undefined>

/** The folders that a build and a server work with. */
export function readFolders(environment: Environment): Pick<ServerConfig, 'dataDir' | 'contentDir' | 'outDir'> {
  const read = (name: string, fallback: string) => environment[name]?.trim() || fallback
  const folders = { dataDir: read('DATA_DIR', './data'), contentDir: read('CONTENT_DIR', './content'), outDir: read('OUT_DIR', './dist') }
  const database = readPlace(environment['DATABASE_URL']?.trim() ?? '')
  // Everything in OUT_DIR is public, by whatever name or link it is reached.
  const root = realPlace(folders.outDir)
  for (const [name, folder] of [
    ['DATA_DIR', folders.dataDir],
    ['CONTENT_DIR', folders.contentDir],
    ['DATABASE_URL', database?.kind === 'sqlite' ? database.dataDir : undefined],
  ] as const) {
    if (folder !== undefined && isBelow(root, realPlace(folder))) {
      throw new ConfigError(`${name} is "${folder}", which is inside OUT_DIR, "${folders.outDir}", where every file is public. Choose a folder beside it.`)
    }
  }
  return folders
}

/** Turns environment variables into a configuration; an empty variable counts as not set. */
export function readConfig(environment: Environment): ServerConfig {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined
  const refuse = (name: string, expected: string): never => {
    throw new ConfigError(`${name} is "${read(name)}". It must be ${expected}. The server did not start.`)
  }
  const readNumber = (name: string, fallback: number, highest: number): number => {
    const text = read(name)
    if (text === undefined) return fallback
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    return value <= highest ? value : refuse(name, `a whole number from 0 to ${highest}`)
  }
  const readChoice = <Choice extends string>(name: string, choices: [Choice, ...Choice[]]): Choice => {
    const text = read(name) ?? choices[0]
    return choices.find((choice) => choice === text) ?? refuse(name, choices.join(', ').replace(/, (\w+)$/, ' or $1'))
  }
  // The value of a secret is never printed.
  const readSecret = (name: string, length: number): string | undefined => {
    const text = read(name)
    if (text !== undefined && text.length < length) {
      throw new ConfigError(`${name} has ${text.length} characters. It must have at least ${length}. The server did not start.`)
    }
    return text
  }

  const site = read('SITE_URL')
  if (site !== undefined && !isWebAddress(site)) refuse('SITE_URL', 'a web address without a path, such as https://help.example.com')
  const host = read('HOST') ?? '127.0.0.1'
  if (/[\s/]/.test(host)) refuse('HOST', 'a host name or an IP address, such as 127.0.0.1 or 0.0.0.0')
  const databaseUrl = read('DATABASE_URL')
  if (databaseUrl !== undefined && !readPlace(databaseUrl)) {
    throw new ConfigError(`DATABASE_URL begins with "${databaseUrl.split(/[/@]/)[0]}". It must begin with postgres:// or sqlite:. The server did not start.`)
  }
  const siteId = read('SITE_ID') ?? 'default'
  if (!/^[a-z0-9-]{1,32}$/.test(siteId)) refuse('SITE_ID', 'at most 32 lower-case letters, digits and hyphens')
  const refuseToStart = (message: string): never => {
    throw new ConfigError(`${message} The server did not start.`)
  }
  const handoff = readHandoffConfig(environment, refuseToStart)
  return {
    ...readFolders(environment),
    databaseUrl,
    siteId,
    host,
    port: readNumber('PORT', 4321, 65_535),
    insightsPassword: readSecret('INSIGHTS_PASSWORD', 8),
    insightsReaderPassword: readSecret('INSIGHTS_READER_PASSWORD', 8),
    insightsToken: readSecret('INSIGHTS_TOKEN', 16),
    trustProxy:
      readProxies(read('TRUST_PROXY') ?? '0') ??
      refuse('TRUST_PROXY', 'a whole number from 0 to 10, or the addresses of the proxies, such as 127.0.0.1, 10.0.0.0/8'),
    proofOfWork: readChoice('PROOF_OF_WORK', ['auto', 'always', 'never']),
    limits: scaleLimits(LIMITS, Math.max(1, readNumber('LIMIT_SCALE', 1, 10_000))),
    handoff,
    reports: readReportsConfig(environment, handoff.mail !== undefined, refuseToStart),
  }
}

/** A number of proxies, or addresses and networks with commas between; undefined for what is neither. */
function readProxies(text: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 10 ? Number(text) : undefined
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', bits, more] = entry.split('/')
    const family = isIP(address)
    const longest = family === 4 ? 32 : 128
    const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
    if (family === 0 || more !== undefined || !(prefix <= longest)) return undefined
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
}
