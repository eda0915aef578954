import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, extname, join, posix, sep } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { findActiveContent } from '../active-file.ts'
import { readPicture } from '../images.ts'
import { digest, makeSlug } from './addresses.ts'
import type { Note } from './source-folder.ts'

/** Files beside articles: pictures and downloads, gathered while links are settled. */
export class Assets {
  readonly #root: string
  readonly #dir: string
  /** Source path by path in the content tree. */
  readonly #taken = new Map<string, string>()
  readonly files = new Map<string, Uint8Array>()
  /** Paths in the imported folder of what was taken. */
  readonly #used = new Set<string>()

  constructor(dir: string) {
    this.#dir = dir
    this.#root = realpathSync(dir)
  }

  /** Takes a file of the imported folder into a folder of articles. Answers its address from an article there. */
  take(path: string, kind: 'image' | 'file', folder: string): string | undefined {
    const absolute = join(this.#dir, path)
    if (!this.#isInside(absolute)) return undefined
    const bytes = readFileSync(absolute)
    const extension = extname(path).toLowerCase()
    if (findActiveContent(path, () => bytes) || (kind === 'image' && !readPicture(bytes))) return undefined
    const slug = makeSlug(basename(path, extname(path)), 'file')
    let name = `${slug}${extension}`
    const taken = this.#taken.get(posix.join(folder, name))
    if (taken !== undefined && taken !== path) name = `${slug}-${digest(path)}${extension}`
    const target = posix.join(folder, name)
    this.#taken.set(target, path)
    this.#used.add(posix.normalize(path))
    this.files.set(target, bytes)
    return `./${name}`
  }

  /** Tells of files that no article shows or offers, a line for each folder. */
  noteUnused(paths: readonly string[], note: Note): void {
    const unused = paths.filter((path) => !this.#used.has(path))
    for (const [folder, files] of Map.groupBy(unused, (path) => posix.dirname(path))) {
      const names = files.slice(0, 5).map((path) => basename(path))
      const more = files.length > names.length ? ` and ${files.length - names.length} more` : ''
      note('unused-file', displayPath(join(this.#dir, folder)), `No article shows or offers these files, so they were left out: ${names.join(', ')}${more}.`)
    }
  }

  /** Neither `..` nor a symbolic link may lead out of the folder. */
  #isInside(absolute: string): boolean {
    try {
      return statSync(absolute).isFile() && realpathSync(absolute).startsWith(this.#root + sep)
    } catch {
      return false
    }
  }
}
