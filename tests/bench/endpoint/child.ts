import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export interface Child {
  url: string
  /** Resident memory in bytes. */
  memory: () => Promise<number>
  stop: () => Promise<void>
  /** Asks it to stop; resolves with its exit code. */
  end: () => Promise<number | null>
  pid: number
}

/** Starts a server in a process of its own and waits until it says where it is. */
export async function startChild(script: string, environment: Record<string, string>, args: string[] = []): Promise<Child> {
  const child: ChildProcess = fork(script, args, { env: { ...process.env, ...environment } })
  const hear = async () => String((await once(child, 'message'))[0])
  const url = await hear()
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    url,
    memory: async () => {
      const heard = hear()
      child.send('memory')
      return Number(await heard)
    },
    pid: child.pid ?? 0,
    end: () => {
      child.kill('SIGTERM')
      return exited
    },
    stop: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
