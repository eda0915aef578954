import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { migrate } from '../../src/storage/sqlite-migrate.ts'
import { TABLES } from '../../src/storage/tables.ts'

const TYPES: Record<string, string> = { TEXT: 'text', INTEGER: 'integer', BLOB: 'bytes' }

it('knows every table and column that the migrations make, so that nothing is left behind by a copy', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, 'memory', 0)
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'").all() as {
    name: string
  }[]
  const made = Object.fromEntries(
    tables.map(({ name }) => {
      const columns = database.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(name) as { name: string; type: string; pk: number }[]
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
      return [name, { key: key.map(({ name }) => name), columns: Object.fromEntries(columns.map(({ name, type }) => [name, TYPES[type]])) }]
    }),
  )
  expect(made).toEqual(TABLES)
})
