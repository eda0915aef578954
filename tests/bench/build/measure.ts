import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a command cost. */
export interface Cost {
  /** Processor seconds, its children included. */
  cpuS: number
  wallS: number
  /** Highest resident memory of its largest process, in millions of bytes. */
  peakMb: number
}

/** The kernel counts in hundredths of a second, on every Linux that runs Node. */
const TICKS_PER_S = 100
const SAMPLE_MS = 50

/** Runs a command and measures it by the kernel's own books. Linux only. Throws when the command fails. */
export async function measure(command: string, parameters: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Cost> {
  const before = childTicks()
  const start = performance.now()
  const child = spawn(command, parameters, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += String(chunk)))
  let peak = 0
  const sampling = setInterval(() => (peak = Math.max(peak, peakOfFamily(child.pid ?? 0))), SAMPLE_MS)
  const status = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(sampling)
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${status}:\n${complaint}`)
  return {
    cpuS: (childTicks() - before) / TICKS_PER_S,
    wallS: (performance.now() - start) / 1000,
    peakMb: peak / 1e6,
  }
}

/** Ticks of all ended children of this process and of theirs: fields 16 and 17 of proc_pid_stat(5). */
function childTicks(): number {
  const fields = statOf('self')
  return Number(fields[13]) + Number(fields[14])
}

/** Fields of a process's books from the third on: its name, the second, may hold anything. */
function statOf(pid: number | string): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** Highest resident memory so far of the largest among a process and its living children, in bytes. */
export const peakOfFamily = (pid: number): number => Math.max(0, ...familyOf(pid).map(peakBytes))

function familyOf(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(name), Number(statOf(name)[1]))
    } catch {
      // Ended meanwhile.
    }
  }
  const isOfFamily = (pid: number): boolean => pid === root || (parents.has(pid) && isOfFamily(parents.get(pid)!))
  return [...parents.keys()].filter(isOfFamily)
}

function peakBytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
