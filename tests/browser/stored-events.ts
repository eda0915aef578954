import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'

export interface StoredEvent {
  id: string
  /** When it came, in microseconds. */
  arrival: number
  type: string
  path: string
  locale: string
  text: string | null
  value: number | null
  detail: unknown
}

/** Stored events of a type, or of those that begin so, in the order in which they came, as an operator reads them; those of the site under test unless another's folder is given. */
export async function readStored(type: string, dataDir = join(inject('siteDir'), '../data')): Promise<StoredEvent[]> {
  const env = { ...process.env, DATA_DIR: dataDir, OUT_DIR: inject('siteDir') }
  const { stdout } = await promisify(execFile)('node', ['src/commands/data.ts', 'export', '--format', 'jsonl'], { env })
  const events = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StoredEvent)
    .sort((one, other) => one.arrival - other.arrival)
  return events.filter((event) => (type.endsWith('_') ? event.type.startsWith(type) : event.type === type))
}

/** The newest stored event of a page; it may still be under way when the next page is there. */
export async function findStored(type: string, path: string): Promise<StoredEvent> {
  const find = async () => (await readStored(type)).findLast((event) => event.path === path)
  await expect.poll(find).toBeDefined()
  return (await find()) as StoredEvent
}

/** Makes the pages that follow those of a person: what a program does is not stored. */
export const beReader = (page: Page, change: Record<string, unknown> = {}) =>
  page.addInitScript((changes) => {
    for (const [name, value] of Object.entries({ webdriver: false, ...changes })) Object.defineProperty(Navigator.prototype, name, { get: () => value })
  }, change)
