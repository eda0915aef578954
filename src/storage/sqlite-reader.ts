// A thread that reads an SQLite database: a long question stops the thread that it runs on, and on the server's own nobody's answer would be stored meanwhile.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Row } from './statement.ts'

export interface Question {
  number: number
  sql: string
  parameters: Row
}
/** `code` is SQLite's own, when it refused. */
export type Reply = { number: number; rows: Row[] } | { number: number; message: string; code: number | undefined }

const database = new DatabaseSync(String(workerData), { readOnly: true, timeout: 2000 })
const statements = new Map<string, StatementSync>()

function ask({ sql, parameters }: Question): Row[] {
  const statement = statements.get(sql) ?? database.prepare(sql)
  statement.setAllowUnknownNamedParameters(true)
  statements.set(sql, statement)
  return statement.all(parameters) as Row[]
}

parentPort?.on('message', (question: Question) => {
  const { number } = question
  try {
    parentPort?.postMessage({ number, rows: ask(question) } satisfies Reply)
  } catch (error) {
    parentPort?.postMessage({ number, message: String((error as Error).message), code: (error as { errcode?: number }).errcode } satisfies Reply)
  }
})
