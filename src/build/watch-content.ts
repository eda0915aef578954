import { existsSync, type FSWatcher, realpathSync, watch } from 'node:fs'
import { basename, dirname, resolve, sep } from 'node:path'
import type { ViteDevServer } from 'vite'

/** Saving all files, or changing a branch, is one change. */
const QUIET_MS = 100

/** Calls back once after every burst of changes in a folder, also when the folder is moved away, comes back or is replaced by another. */
export function watchContent(watcher: ViteDevServer['watcher'], dir: string, onChange: () => void): void {
  const root = resolve(dir)
  let timer: NodeJS.Timeout | undefined
  let replaced: FSWatcher | undefined
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(onChange, QUIET_MS)
  }
  // The watcher follows no links, as the reading of the content does not; only the content folder itself may be one.
  let real = follow(root)
  watcher.add(real)
  watcher.on('all', (_event, path) => {
    if (path === real || path.startsWith(real + sep)) wait()
  })
  watchPlace(root, () => {
    // What was watched may be another folder now, under the same name, and Vite's watcher keeps to the folders that were in the first.
    watcher.unwatch(real)
    real = follow(root)
    watcher.add(real)
    replaced?.close()
    try {
      replaced = watch(root, { persistent: false, recursive: true }, wait)
      replaced.on('error', () => replaced?.close())
    } catch {
      // Moved away; it is watched when it comes back.
    }
    wait()
  })
}

const follow = (path: string) => (existsSync(path) ? realpathSync(path) : path)

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
