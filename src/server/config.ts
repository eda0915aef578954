import { isAbsolute, relative, resolve, sep } from 'node:path'
import { type HandoffConfig, readHandoffConfig } from '../handoff/config.ts'
import { readPlace } from '../storage/place.ts'

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
  /** Password of /insights/; made at the first start when absent. */
  insightsPassword?: string | undefined
  /** Bearer token for programs that read the figures. */
  insightsToken?: string | undefined
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  trustProxy: number
  limits: Limits
  /** Where messages to the team go. */
  handoff: HandoffConfig
}

/** Generous on purpose: they stop floods, not readers. */
export interface Limits {
  /** Writes a visit may send in a minute; people behind one address and browser share it. */
  visitPerMinute: number
  /** Writes from one network address in a minute, whatever browsers it says it has. */
  addressPerMinute: number
  /** Writes of everybody in a second; well below what SQLite commits. */
  allPerSecond: number
  /** Wrong passwords from one address in 15 minutes. */
  signInPerAddress: number
  /** Wrong passwords from everywhere in 15 minutes. */
  signInAll: number
  /**
   * Largest request body in bytes. A form without JavaScript spends nine bytes on each UTF-16 unit of Chinese, so the longest comment takes
   * 10,800 and the longest path 4,608.
   */
  bodyBytes: number
}

export const LIMITS: Limits = { visitPerMinute: 240, addressPerMinute: 1200, allPerSecond: 600, signInPerAddress: 10, signInAll: 200, bodyBytes: 20 * 1024 }

/** A setting that cannot be used. The message is one sentence per problem and is all that is printed. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Environment = Record<string, string | undefined>

/** The folders that a build and a server work with. */
export function readFolders(environment: Environment): Pick<ServerConfig, 'dataDir' | 'contentDir' | 'outDir'> {
  const read = (name: string, fallback: string) => environment[name]?.trim() || fallback
  const folders = { dataDir: read('DATA_DIR', './data'), contentDir: read('CONTENT_DIR', './content'), outDir: read('OUT_DIR', './dist') }
  // Everything in OUT_DIR is public.
  for (const [name, folder] of [
    ['DATA_DIR', folders.dataDir],
    ['CONTENT_DIR', folders.contentDir],
  ] as const) {
    const place = relative(resolve(folders.outDir), resolve(folder))
    if (place.split(sep)[0] !== '..' && !isAbsolute(place)) {
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
  return {
    ...readFolders(environment),
    databaseUrl,
    siteId,
    host,
    port: readNumber('PORT', 4321, 65_535),
    insightsPassword: readSecret('INSIGHTS_PASSWORD', 8),
    insightsToken: readSecret('INSIGHTS_TOKEN', 16),
    trustProxy: readNumber('TRUST_PROXY', 0, 10),
    limits: LIMITS,
    handoff: readHandoffConfig(environment, (message) => {
      throw new ConfigError(`${message} The server did not start.`)
    }),
  }
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
}
