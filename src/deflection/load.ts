import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The named queries; each is a file of `queries/`. */
export const QUERY_NAMES = ['views', 'votes', 'effort', 'reasons', 'comments'] as const
export type Queries = Record<(typeof QUERY_NAMES)[number], string>

export function loadQueries(): Queries {
  const read = (name: string) => readFileSync(join(import.meta.dirname, 'queries', `${name}.sql`), 'utf8')
  return Object.fromEntries(QUERY_NAMES.map((name) => [name, read(name)])) as Queries
}

export function loadStylesheet(): string {
  return readFileSync(join(import.meta.dirname, 'insights.css'), 'utf8')
}
