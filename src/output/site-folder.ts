import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Beside the files, in the order of their numbers. */
const NAMES = 'names'

/**
 * The folder that a build writes its site to. A file that the published site has just so does not come into it: it is linked under a number in
 * a folder of its own, so that it is there whatever becomes of the published one. To make files and folders is what costs most on file systems
 * with a journal, and after an edit nearly all of thousands are as they were.
 */
export class SiteFolder {
  readonly #dir: string
  readonly #known: { published: string; unchanged: string } | undefined
  readonly #made = new Set<string>()
  readonly #unchanged = new Set<string>()

  /** `published` is the folder that readers get, which is only read; `unchanged` takes what is as it is there. */
  constructor(dir: string, known?: { published: string; unchanged: string }) {
    this.#dir = dir
    this.#known = known
    if (known) mkdirSync(known.unchanged, { recursive: true })
  }

  /** Writes a file by its path in the site, which may begin with a slash as addresses do. */
  write(address: string, content: string | Uint8Array): void {
    const name = nameOf(address)
    const bytes = Buffer.from(content)
    if (this.#known && tryLink(join(this.#known.published, name), join(this.#known.unchanged, String(this.#unchanged.size)), bytes)) {
      this.#unchanged.add(name)
      return
    }
    const path = join(this.#dir, name)
    const folder = dirname(path)
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true })
    this.#made.add(folder)
    writeFileSync(path, bytes)
  }

  /** Whether the site has a file. */
  has(address: string): boolean {
    const name = nameOf(address)
    return this.#unchanged.has(name) || existsSync(join(this.#dir, name))
  }

  /** What stands at the root of the site, by name. */
  entries(): { name: string; isFolder: boolean }[] {
    const made = readdirSync(this.#dir, { withFileTypes: true }).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    const unchanged = [...this.#unchanged].map((name) => ({ name: name.split('/')[0]!, isFolder: name.includes('/') }))
    return [...new Map([...made, ...unchanged].map((entry) => [entry.name, entry])).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Writes down what is unchanged, for `readUnchanged`. To be called once, at the end. */
  close(): void {
    if (this.#known) writeFileSync(join(this.#known.unchanged, NAMES), [...this.#unchanged].join('\n'))
  }
}

/** Files of a site that are as the published one has them: paths on disk by their paths in the site. */
export function readUnchanged(dir: string): Map<string, string> {
  const file = join(dir, NAMES)
  const names = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  return new Map(names.map((name, index) => [name, join(dir, String(index))]))
}

const nameOf = (address: string) => address.replace(/^\//, '')

/** Links a file under another name when it has that content. */
function tryLink(from: string, to: string, content: Buffer): boolean {
  try {
    const present = lstatSync(from, { throwIfNoEntry: false })
    if (!present?.isFile() || present.size !== content.length || !readFileSync(from).equals(content)) return false
    linkSync(from, to)
    return true
  } catch {
    // Another file system, or one without links.
    return false
  }
}
