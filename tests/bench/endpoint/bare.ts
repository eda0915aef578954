// What one would write first: Node's HTTP server, and one transaction for each event. It checks nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'

interface Event {
  id: string
  type: string
  ts: number
  path: string
}

const TABLE = 'CREATE TABLE event (id TEXT PRIMARY KEY, type TEXT NOT NULL, ts BIGINT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL)'
const toValues = (event: Event) => [event.id, event.type, event.ts, event.path, JSON.stringify(event)] as const

function insertIntoSqlite(): (event: Event) => void {
  const database = new DatabaseSync(join(process.env['DATA_DIR'] ?? '.', 'bare.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec(TABLE)
  const statement = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
  return (event) => statement.run(...toValues(event))
}

async function insertIntoPostgres(url: string): Promise<(event: Event) => Promise<unknown>> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  await pool.query(TABLE)
  return (event) =>
    pool.query({ name: 'insert', text: 'INSERT INTO event VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING', values: [...toValues(event)] })
}

const url = process.env['DATABASE_URL']
const insert = url ? await insertIntoPostgres(url) : insertIntoSqlite()
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', async () => {
    const { events } = JSON.parse(Buffer.concat(chunks).toString()) as { events: Event[] }
    for (const event of events) await insert(event)
    response.writeHead(204).end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
