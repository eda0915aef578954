import { linkSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder that a build writes its site to. A file that the published site has just so is linked to it instead: to make files is what costs most on
 * file systems with a journal, and after an edit nearly all of thousands are as they were.
 */
export class SiteFolder {
  readonly #dir: string
  readonly #published: string | undefined
  readonly #made = new Set<string>()

  /** `published` is the folder that readers get, if there is one. It is only read. */
  constructor(dir: string, published?: string) {
    this.#dir = dir
    this.#published = published
  }

  /** Writes a file by its path in the site. */
  write(name: string, content: string | Uint8Array): void {
    const path = join(this.#dir, name)
    const folder = dirname(path)
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true })
    this.#made.add(folder)
    const bytes = Buffer.from(content)
    if (!this.#published || !tryLink(join(this.#published, name), path, bytes)) writeFileSync(path, bytes)
  }
}

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
