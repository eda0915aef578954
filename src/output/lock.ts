import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOver } from './run.ts'

const LOCK = '.waymark-lock'
/** Moving a site takes well under a second; copying one to a slow disk may take minutes. */
const PATIENCE_MS = 300_000
const ASK_AGAIN_MS = 100

/** Waits until no other build moves its site to this folder; the function it resolves with lets the next one in. */
export async function takeLock(folder: string, run: string): Promise<() => void> {
  const file = join(folder, LOCK)
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      writeFileSync(file, run, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && isOver(readHolder(file), since)) rmSync(file, { force: true })
    else if (Date.now() > end) throw new Error(`Another build holds ${file}. If none is running, remove that file.`)
    else await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
}

/** Empty when the holder has just let go. */
function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
