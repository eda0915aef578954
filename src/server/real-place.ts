import { readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** Where a path leads once every symbolic link is followed, the missing end of it included: a folder may be made later. */
export function realPlace(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync.native(absolute)
  } catch (error) {
    const parent = dirname(absolute)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === absolute) return absolute
    const target = readLink(absolute)
    return target === undefined ? join(realPlace(parent), basename(absolute)) : realPlace(resolve(parent, target))
  }
}

/** Whether a real path is a real folder or lies in it. */
export function isBelow(folder: string, path: string): boolean {
  const place = relative(folder, path)
  return place.split(sep)[0] !== '..' && !isAbsolute(place)
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
