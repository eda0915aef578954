import { join } from 'node:path'

/** Name of the database inside `DATA_DIR`. */
export const DATABASE_FILE = 'waymark.sqlite'

/** Where data lives: the folder of an SQLite database, or the address of a PostgreSQL. */
export type Place = { kind: 'sqlite'; dataDir: string } | { kind: 'postgres'; url: string }

/** Reads `sqlite:<folder>`, `postgres://…` or `postgresql://…`; undefined when it is none of them. */
export function readPlace(text: string): Place | undefined {
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) return { kind: 'sqlite', dataDir: text.slice('sqlite:'.length) }
  return /^postgres(ql)?:\/\//.test(text) ? { kind: 'postgres', url: text } : undefined
}

/** Where the server keeps its data: `DATABASE_URL` if there is one, else SQLite in the data folder. */
export function placeOf({ databaseUrl, dataDir }: { databaseUrl?: string | undefined; dataDir: string }): Place {
  return (databaseUrl && readPlace(databaseUrl)) || { kind: 'sqlite', dataDir }
}

/** The file, or the address without user and password, for messages. */
export function describePlace(place: Place): string {
  return place.kind === 'sqlite' ? join(place.dataDir, DATABASE_FILE) : addressOf(place.url)
}

/** The address of a PostgreSQL database without user and password. */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const { host, pathname } = new URL(url)
  return `${host || 'this computer'}${pathname}`
}
