import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Entries written at once: few enough that a build that is killed loses little. */
const BATCH = 200
/** Days that an entry is kept after a build used it last: branches take turns. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000
/** SQLite's code for a file that another process holds for too long. */
const BUSY = 5
// Rows are long, for which SQLite's tables with row numbers are twice as fast as those without.
const TABLES = `
CREATE TABLE IF NOT EXISTS program (digest TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS kept (key TEXT NOT NULL, part TEXT NOT NULL, content BLOB NOT NULL, used INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS kept_key ON kept (key, part);`
const READ = 'SELECT content, used FROM kept WHERE key = ? AND part = ?'
const WRITE = 'INSERT OR REPLACE INTO kept (key, part, content, used) VALUES (?, ?, ?, ?)'

/**
 * What builds make of content and keep for the next, in one SQLite file that may be deleted, damaged or restored by CI at any time: what
 * cannot be read is made again, and a file that is not usable costs only time. Several builds may use it side by side. Another version of
 * the program, or of a package, begins anew.
 */
export class BuildCache {
  readonly #path: string
  readonly #today = Math.floor(Date.now() / DAY_MS)
  readonly #waiting = new Map<string, Record<string, unknown>>()
  readonly #used = new Set<string>()
  #database: DatabaseSync | undefined
  #reading: StatementSync | undefined

  constructor(path: string) {
    this.#path = path
    try {
      mkdirSync(dirname(path), { recursive: true })
      this.#database = open(path)
    } catch (error) {
      this.#giveUp(error)
      this.#database = existsSync(dirname(path)) && !existsSync(path) ? tryOpen(path) : undefined
    }
  }

  /** A part of what is kept under a key, as it was written; undefined when there is none that can be trusted. */
  read<Value>(key: string, part: string): Value | undefined {
    const waiting = this.#waiting.get(key)
    if (waiting) return waiting[part] as Value
    const row = this.#try((database) => {
      this.#reading ??= database.prepare(READ)
      return this.#reading.get(key, part)
    })
    const content = row && unpack(row['content'] as Uint8Array)
    if (content === undefined) return undefined
    if (row?.['used'] !== this.#today) this.#used.add(key)
    return content as Value
  }

  /** Keeps values that JSON can hold, each part to be read by itself. */
  write(key: string, parts: Record<string, unknown>): void {
    this.#waiting.set(key, parts)
    if (this.#waiting.size >= BATCH) this.flush()
  }

  /** Writes what waits, and forgets what no build has used for a month. */
  close(): void {
    this.flush()
    this.#try((database) => {
      database.exec('BEGIN IMMEDIATE')
      const use = database.prepare('UPDATE kept SET used = ? WHERE key = ?')
      for (const key of this.#used) use.run(this.#today, key)
      database.prepare('DELETE FROM kept WHERE used < ?').run(this.#today - KEPT_DAYS)
      database.exec('COMMIT')
    })
    this.#try((database) => database.close())
    this.#database = undefined
  }

  /** Writes what waits: for a program that may be ended at any time. */
  flush(): void {
    this.#try((database) => {
      database.exec('BEGIN IMMEDIATE')
      const insert = database.prepare(WRITE)
      for (const [key, parts] of this.#waiting) {
        for (const [part, value] of Object.entries(parts)) insert.run(key, part, pack(value), this.#today)
      }
      database.exec('COMMIT')
    })
    this.#waiting.clear()
  }

  /** A cache that fails is a cache that is not there: the build goes on without it. */
  #try<Result>(use: (database: DatabaseSync) => Result): Result | undefined {
    if (!this.#database) return undefined
    try {
      return use(this.#database)
    } catch (error) {
      this.#giveUp(error)
      return undefined
    }
  }

  /** What is damaged, or was made by something else, goes, so that the next build begins a new file. */
  #giveUp(error: unknown): void {
    this.#database = undefined
    if ((error as { errcode?: number }).errcode === BUSY) return
    try {
      for (const suffix of ['', '-wal', '-shm']) rmSync(this.#path + suffix, { force: true, recursive: true })
    } catch {
      // Not ours to remove: this build does without.
    }
  }
}

function tryOpen(path: string): DatabaseSync | undefined {
  try {
    return open(path)
  } catch {
    return undefined
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = NORMAL')
  database.exec('BEGIN IMMEDIATE')
  database.exec(TABLES)
  const program = digestProgram()
  if (database.prepare('SELECT digest FROM program').get()?.['digest'] !== program) {
    database.exec('DELETE FROM kept; DELETE FROM program')
    database.prepare('INSERT INTO program VALUES (?)').run(program)
  }
  database.exec('COMMIT')
  return database
}

/** Names everything that decides what is made of the same content: the source, the packages, and Node with its language data. */
function digestProgram(): string {
  const root = join(import.meta.dirname, '..')
  const hash = createHash('sha256').update(process.version)
  for (const name of ['package-lock.json', 'astro.config.mjs', 'tsconfig.json']) hash.update(readFileSync(join(root, '..', name)))
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.name.endsWith('.md'))
  // Another file system lists the same files in another order.
  for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}

/** Compressed, with a checksum by which damage is noticed. The default level takes twice as long and saves 3 %. */
const pack = (value: unknown) =>
  zstdCompressSync(JSON.stringify(value), { params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 1 } })

function unpack(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(zstdDecompressSync(bytes).toString())
  } catch {
    return undefined
  }
}
