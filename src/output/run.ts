import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/** After this long a run is taken for over: its process may have been on another machine, or its number may be another process's by now. */
const LONGEST_RUN_MS = 24 * 3_600_000

/** Runs of this process. Another that has its number is over: in a container the numbers begin anew at every start. */
const own = new Set<string>()

/** Name of this run of the build: machine, process, and something that never comes twice. */
export function nameRun(): string {
  const run = `${machine()}.${process.pid}.${randomUUID().slice(0, 8)}`
  own.add(run)
  return run
}

/** Whether the run that left something behind has ended; `since` is when it wrote that, in epoch ms. */
export function isOver(run: string, since: number): boolean {
  const [host, pid] = run.split('.')
  if (own.has(run)) return false
  if (Date.now() - since > LONGEST_RUN_MS) return true
  if (host !== machine() || !/^\d+$/.test(pid ?? '')) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: it lives, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const machine = () => hostname().replaceAll(/[^\w-]+/g, '-')
