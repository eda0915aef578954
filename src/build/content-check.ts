import { type ChildProcess, spawn } from 'node:child_process'
import type { Finding } from '../checks/contract.ts'

/**
 * Checks the content in a process of its own, over and over while it changes: looking at thousands of articles takes seconds and much
 * memory, and pages must not wait for it. A check that has begun ends; what changed meanwhile is looked at next.
 */
export class ContentCheck {
  readonly #contentDir: string
  readonly #onFindings: (findings: Finding[]) => void
  #running: ChildProcess | undefined
  #isDue = false

  constructor(contentDir: string, onFindings: (findings: Finding[]) => void) {
    this.#contentDir = contentDir
    this.#onFindings = onFindings
  }

  start(): void {
    this.#isDue = true
    if (this.#running) return
    this.#isDue = false
    const child = spawn(process.execPath, ['src/commands/check.ts', '--content-only', '--json'], {
      env: { ...process.env, CONTENT_DIR: this.#contentDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#running = child
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('close', () => {
      this.#running = undefined
      // What is older than the content is not worth showing.
      if (this.#isDue) return this.start()
      const findings = parseFindings(output)
      if (findings) this.#onFindings(findings)
    })
  }

  stop(): void {
    this.#isDue = false
    this.#running?.removeAllListeners('close')
    this.#running?.kill()
  }
}

/** Undefined when the check could not even begin, as in a content folder that is gone. */
function parseFindings(output: string): Finding[] | undefined {
  try {
    return JSON.parse(output) as Finding[]
  } catch {
    return undefined
  }
}
