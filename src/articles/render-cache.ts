import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Asked } from './lookups.ts'
import type { RenderedArticle } from './reading.ts'

/** A rendered article and what it took from elsewhere. */
export interface CachedArticle {
  asked: Asked[]
  rendered: RenderedArticle
}

/** Entries written at once: few enough that a build that is killed loses little. */
const BATCH = 200
/** Days that an entry is kept after a build used it last: branches take turns. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000
const TABLE =
  'CREATE TABLE IF NOT EXISTS article (key TEXT PRIMARY KEY, entry TEXT NOT NULL, digest TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID, STRICT'

/**
 * Rendered articles of earlier builds, in one SQLite file that may be deleted, damaged or restored by CI at any time: what cannot
 * be read is made again, and a file that is not usable costs only time. Several builds may use it side by side.
 */
export class RenderCache {
  #database: DatabaseSync | undefined
  readonly #today = Math.floor(Date.now() / DAY_MS)
  readonly #waiting = new Map<string, CachedArticle>()
  readonly #used: string[] = []

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    try {
      this.#database = open(path)
    } catch {
      // Damaged, or made by something else.
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
      this.#database = this.#try(() => open(path))
    }
  }

  /** The entry of a key; undefined when there is none that can be trusted. */
  read(key: string): CachedArticle | undefined {
    const waiting = this.#waiting.get(key)
    if (waiting) return waiting
    const row = this.#try((database) => database.prepare('SELECT entry, digest, used FROM article WHERE key = ?').get(key))
    if (!row || digest(String(row['entry'])) !== row['digest']) return undefined
    if (row['used'] !== this.#today) this.#used.push(key)
    return JSON.parse(String(row['entry'])) as CachedArticle
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
      const insert = database.prepare('INSERT OR REPLACE INTO article (key, entry, digest, used) VALUES (?, ?, ?, ?)')
      for (const [key, value] of this.#waiting) {
        const entry = JSON.stringify(value)
        insert.run(key, entry, digest(entry), this.#today)
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
    } catch {
      this.#database = undefined
      return undefined
    }
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

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
