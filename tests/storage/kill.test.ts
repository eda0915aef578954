import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLosses, sendUntilGone, startServerOf } from './fleet.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

/** On each of two stores. */
const KILLS = 20
const READERS = 16

let server: PostgresServer
let folder: string
beforeAll(async () => {
  server = await startPostgres({})
  folder = mkdtempSync(join(tmpdir(), 'waymark-kill-'))
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['SQLite', 'PostgreSQL'])('the endpoint on %s', (kind) => {
  const makePlace = async () => (kind === 'SQLite' ? `sqlite:${join(folder, crypto.randomUUID())}` : server.createDatabase())

  it('has everything that it acknowledged, and nothing by halves, after it was killed twenty times under load', async () => {
    const place = await makePlace()
    const acknowledged: string[] = []
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const child = await startServerOf(place, join(folder, kind))
      let killed: Promise<void> | undefined
      acknowledged.push(
        ...(await sendUntilGone(child.url, READERS, (count) => {
          // At another moment each time.
          if (count > 30 + kill * 5) killed ??= child.stop()
        })),
      )
      await killed
    }
    const { lost, torn, stored } = await findLosses(place, acknowledged)
    expect({ lost, torn }).toEqual({ lost: [], torn: [] })
    expect(acknowledged.length).toBeGreaterThan(KILLS * 30)
    expect(stored).toBeGreaterThanOrEqual(acknowledged.length)
  })

  it('commits what waits when it is asked to stop, and ends with 0', async () => {
    const place = await makePlace()
    const child = await startServerOf(place, join(folder, kind))
    let ended: Promise<number | null> | undefined
    const acknowledged = await sendUntilGone(child.url, 64, (count) => {
      if (count > 100) ended ??= child.end()
    })
    expect(await ended).toBe(0)
    expect(await findLosses(place, acknowledged)).toMatchObject({ lost: [], torn: [] })
  })
})

it('has everything that it acknowledged after PostgreSQL itself crashed under load, and goes on when it is back', async () => {
  const place = await server.createDatabase()
  const child = await startServerOf(place, join(folder, 'crash'))
  let crashed: Promise<void> | undefined
  let restarted = false
  const crash = async () => {
    await server.stop('SIGQUIT')
    await server.start()
    restarted = true
  }
  const acknowledged = await sendUntilGone(child.url, READERS, (count) => {
    if (count > 100) crashed ??= crash()
    if (restarted && count > 300) void child.stop()
  })
  expect(acknowledged.length).toBeGreaterThan(300)
  expect(await findLosses(place, acknowledged)).toMatchObject({ lost: [], torn: [] })
})
