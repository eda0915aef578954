import { realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Folders that articles may take files from. */
export interface FileRoots {
  contentDir: string
  /** Served as it is; holds files whose address starts with `/`. */
  publicDir: string
}

/**
 * Path on disk of a file as a writer addresses it: `./x.png` beside the text, `/x.png` in `public/`. Undefined when there is
 * none, when it lies outside those folders (by `..` or a symbolic link) or is hidden: an article publishes only what is content.
 */
export function findFile(address: string, from: string, roots: FileRoots): string | undefined {
  const isPublic = address.startsWith('/')
  const path = isPublic ? join(roots.publicDir, decodeAddress(address)) : join(dirname(from), decodeAddress(address))
  try {
    if (!statSync(path).isFile()) return undefined
    const inside = relative(realpathSync(isPublic ? roots.publicDir : roots.contentDir), realpathSync(path)).split(sep)
    return inside.some((part) => part.startsWith('.')) ? undefined : path
  } catch {
    return undefined
  }
}

/** An address as a file name; a stray `%` stays as it is. */
function decodeAddress(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
