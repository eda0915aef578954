import type { Write } from './operations/perform.ts'
import type { Row, Steps } from './statement.ts'

export type Outcome = { isDone: true; value: unknown } | { isDone: false; error: unknown }

/** A database as the store uses it: everything that differs between SQLite and PostgreSQL is behind this. */
export interface Driver {
  /** Performs the writes in one transaction and resolves when it is on disk, with one outcome per write. Never rejects. */
  commit: (writes: Write[]) => Promise<Outcome[]>
  /** SQL with `:name` parameters; `:site` is known. */
  read: (sql: string, parameters: Row) => Promise<Row[]>
  /** The same, but however long it takes, nothing else waits for it; what was committed just now may be missing. */
  readApart: (sql: string, parameters: Row) => Promise<Row[]>
  /** A transaction of its own, for what is not a write of a reader: copying and deleting. Started again when the database asks for it. */
  transact: <Result>(start: () => Steps<Result>) => Promise<Result>
  /** Removes the traces that deleted rows leave in files of the database, as far as that is ours to do. */
  scrub: () => Promise<void>
  close: () => Promise<void>
}
