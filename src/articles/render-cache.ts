import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Asked } from './lookups.ts'
import type { RenderedArticle } from './reading.ts'

/** A rendered article and what it took from elsewhere. */
export interface CachedArticle extends RenderedArticle {
  asked: Asked[]
}

/** Entries written at once: few enough that a build that is killed loses little. */
const BATCH = 200
/** Days that an entry is kept after a build used it last: branches take turns. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000
/** SQLite's code for a file that another process holds for too long. */
const BUSY = 5
const TABLE = `CREATE TABLE IF NOT EXISTS article
  (key TEXT, part TEXT, content BLOB NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (key, part)) WITHOUT ROWID, STRICT`
const READ = 'SELECT content, used FROM article WHERE key = ? AND part = ?'
const WRITE = 'INSERT OR REPLACE INTO article (key, part, content, used) VALUES (?, ?, ?, ?)'

/**
 * Rendered articles of earlier builds, in one SQLite file that may be deleted, damaged or restored by CI at any time: what cannot
 * be read is made again, and a file that is not usable costs only time. Several builds may use it side by side.
 */
export class RenderCache {
  readonly #path: string
  #database: DatabaseSync | undefined
  readonly #today = Math.floor(Date.now() / DAY_MS)
  readonly #waiting = new Map<string, CachedArticle>()
  readonly #used = new Set<string>()
  #reading: StatementSync | undefined

  constructor(path: string) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true })
    try {
      this.#database = open(path)
    } catch (error) {
      this.#giveUp(error)
      if (!existsSync(path)) this.#database = open(path)
    }
  }

  /** A part of an article; undefined when there is none that can be trusted. */
  read<Part extends keyof CachedArticle>(key: string, part: Part): CachedArticle[Part] | undefined {
    const waiting = this.#waiting.get(key)
    if (waiting) return waiting[part]
    const row = this.#try((database) => {
      this.#reading ??= database.prepare(READ)
      return this.#reading.get(key, part)
    })
    const content = row && unpack(row['content'] as Uint8Array)
    if (content === undefined) return undefined
    if (row?.['used'] !== this.#today) this.#used.add(key)
    return content as CachedArticle[Part]
  }

  write(key: string, entry: CachedArticle): void {
    this.#waiting.set(key, entry)
    if (this.#waiting.size >= BATCH) this.#flush()
  }

  /** Writes what waits, and forgets what no build has used for a month. */
  close(): void {
    this.#flush()
    this.#try((database) => {
      database.exec('BEGIN')
      const use = database.prepare('UPDATE article SET used = ? WHERE key = ?')
      for (const key of this.#used) use.run(this.#today, key)
      database.prepare('DELETE FROM article WHERE used < ?').run(this.#today - KEPT_DAYS)
      database.exec('COMMIT')
    })
    this.#try((database) => database.close())
    this.#database = undefined
  }

  #flush(): void {
    this.#try((database) => {
      database.exec('BEGIN')
      const insert = database.prepare(WRITE)
      for (const [key, article] of this.#waiting) {
        for (const [part, value] of Object.entries(article)) insert.run(key, part, pack(value), this.#today)
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
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#path + suffix, { force: true })
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = NORMAL')
  database.exec(TABLE)
  return database
}

/** Names the program that renders: another version of it, or of a package, makes everything anew. */
export function digestProgram(): string {
  const root = join(import.meta.dirname, '..')
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(join(root, '../package-lock.json')))
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }).filter((file) => file.name.endsWith('.ts'))) {
    const path = join(entry.parentPath, entry.name)
    hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Compressed, with a checksum by which damage is noticed. */
const pack = (value: unknown) => zstdCompressSync(JSON.stringify(value), { params: { [constants.ZSTD_c_checksumFlag]: 1 } })

function unpack(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(zstdDecompressSync(bytes).toString())
  } catch {
    return undefined
  }
}
