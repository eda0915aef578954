import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/** A run whose process cannot be looked up, because it was on another machine, is taken for over after this long. */
const LONGEST_RUN_MS = 24 * 3_600_000

/** Name of this run of the build: machine, process, and something that never comes twice. */
export function nameRun(): string {
  return `${machine()}.${process.pid}.${randomUUID().slice(0, 8)}`
}

/** Whether the run that left something behind has ended; `since` is when it wrote that, in epoch ms. */
export function isOver(run: string, since: number): boolean {
  const [host, pid] = run.split('.')
  if (host !== machine() || !/^\d+$/.test(pid ?? '')) return Date.now() - since > LONGEST_RUN_MS
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: it lives, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const machine = () => hostname().replaceAll(/[^\w-]+/g, '-')
