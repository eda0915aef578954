import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FIELD = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+):/g

/** What the doc comments of a contract say of the fields of a schema: the only place where it is written. */
export function readHints(contract: string, schemaName: string): ReadonlyMap<string, string> {
  const source = readFileSync(join(import.meta.dirname, '..', contract), 'utf8')
  const start = source.indexOf(`export const ${schemaName} = `)
  const body = source.slice(start, source.indexOf('\nexport ', start + 1))
  return new Map(
    [...body.matchAll(FIELD)].map(([, comment, name]) => [
      name!,
      comment!
        .replace(/\s*\n\s*\* ?/g, ' ')
        .replace(/`/g, '')
        .trim(),
    ]),
  )
}
