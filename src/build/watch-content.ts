import { existsSync, type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Saving all files, or changing a branch, is one change. */
const QUIET_MS = 100

/**
 * Calls back once after every burst of changes in a folder, also when the folder is moved away, comes back or is replaced by another. Only folders
 * are watched, which tell of their files: there are few, while to watch thousands of files one by one takes most of a second at every start.
 */
export function watchContent(dir: string, onChange: () => void): void {
  const root = resolve(dir)
  let watched = new Map<string, FSWatcher>()
  /** Folders in which names changed: another folder may be there now, under the same name and even the same number. */
  const doubtful = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      // Before the content is read, so that what comes into a new folder is either read or told.
      follow()
      onChange()
    }, QUIET_MS)
  }
  const follow = () => {
    const before = watched
    watched = new Map()
    // Links are not followed, as the reading of the content does not; only the content folder itself may be one.
    for (const { id, path } of existsSync(root) ? listFolders(realpathSync(root)) : []) {
      const known = doubtful.has(id) ? undefined : before.get(id)
      const watcher =
        known ??
        watchFolder(path, (event) => {
          if (event === 'rename') doubtful.add(id)
          wait()
        })
      if (watcher) watched.set(id, watcher)
    }
    for (const [id, watcher] of before) if (watched.get(id) !== watcher) watcher.close()
    doubtful.clear()
  }
  follow()
  watchPlace(root, wait)
}

/** Undefined for a folder that has gone since it was listed, which its parent tells. */
function watchFolder(path: string, onEvent: (event: string) => void): FSWatcher | undefined {
  try {
    return watch(path, { persistent: false }, onEvent).on('error', () => onEvent('rename'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A folder and all below it but hidden ones, each with a name that another folder has not. */
function listFolders(path: string): { id: string; path: string }[] {
  try {
    const { dev, ino } = statSync(path)
    const inside = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    return [{ id: `${dev} ${ino} ${path}`, path }, ...inside.flatMap(({ name }) => listFolders(join(path, name)))]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Calls back when something comes to or leaves a path: its name is an entry of its parent, whose name is one of the next, and so on. */
function watchPlace(path: string, onMove: () => void): void {
  let watchers: FSWatcher[] = []
  const arm = () => {
    for (const old of watchers) old.close()
    watchers = []
    for (let child = path; dirname(child) !== child; child = dirname(child)) {
      const name = basename(child)
      try {
        const parent = watch(dirname(child), { persistent: false }, (_event, changed) => {
          if (changed !== name) return
          arm()
          onMove()
        })
        parent.on('error', () => parent.close())
        watchers.push(parent)
      } catch {
        // Gone, or not ours to read: the folders above it tell when that changes.
      }
    }
  }
  arm()
}
