import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isOver } from './run.ts'

/** Inside the project, because Astro shares one folder among all builds whose output lies outside it; ignored by Git. */
const ROOT = '.cache/builds'

/** Makes the folder of a run, and removes those of runs that were killed. */
export function makeWorkFolder(run: string): string {
  mkdirSync(ROOT, { recursive: true })
  for (const name of readdirSync(ROOT)) {
    const folder = join(ROOT, name)
    // Undefined when another build has just removed it.
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && isOver(name, since)) rmSync(folder, { recursive: true, force: true })
  }
  const folder = join(ROOT, run)
  mkdirSync(folder)
  return folder
}
