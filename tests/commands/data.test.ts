import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeEvent, makeSubmission } from '../storage/contract.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'

let server: PostgresServer
let folder: string
const opened: Store[] = []
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-data-'))
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const PLACES = {
  SQLite: async (name: string) => `sqlite:${join(folder, name)}`,
  PostgreSQL: () => server.createDatabase(),
}
const KINDS = ['SQLite', 'PostgreSQL'] as const
const open = async (place: string) => {
  const store = await openStore(readPlace(place)!)
  opened.push(store)
  return store
}
const environment = (place: string) => ({ PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), DATABASE_URL: place })
/** Runs `npm run data` as operators do. */
const data = (place: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/data.ts', ...args], { env: environment(place), encoding: 'utf8' })
  return { status, output: stdout, said: `${stdout}${stderr}`.trim() }
}
const readIds = async (store: Store) => (await store.read<{ id: string }>('SELECT id FROM event WHERE site = :site ORDER BY id', {})).map(({ id }) => id)

it('restores into no PostgreSQL that readers write to meanwhile', async () => {
  const place = await PLACES.PostgreSQL()
  const store = await open(place)
  const events = Array.from({ length: 3000 }, () => makeEvent())
  await store.append(events)
  const file = join(folder, 'backup.sqlite')
  data(place, 'backup', file)
  const restoring = spawn(process.execPath, ['src/commands/data.ts', 'restore', file, '--overwrite'], { env: environment(place) })
  let said = ''
  restoring.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const ended = new Promise((resolve) => restoring.once('close', resolve))
  const ids = events.map(({ id }) => id)
  while (restoring.exitCode === null) {
    const event = makeEvent()
    await store.append([event])
    ids.push(event.id)
  }
  expect(await ended).toBe(1)
  expect(said.trim()).toBe('Readers wrote to the database while it was replaced, so nothing was changed. Stop the servers, then restore again.')
  expect(await readIds(store)).toEqual(ids.sort())
})

describe.each(KINDS)('npm run data on %s', (kind) => {
  it('backs up while the store is in use, without salts, and restores what was there', async () => {
    const place = await PLACES[kind]('live')
    const store = await open(place)
    const salt = Buffer.from('a-salt-that-is-in-no-backup-1234')
    await store.findSalt('2026-11-20', () => salt)
    const event = makeEvent({ text: 'سلام' })
    const submission = makeSubmission()
    await store.append([event])
    await store.appendTicket(submission)
    const file = join(folder, 'backups', 'today.sqlite')
    expect(data(place, 'backup', file)).toMatchObject({
      status: 0,
      said: `Wrote ${file} with 2 events and 1 ticket. To restore it: npm run data -- restore ${file}`,
    })
    expect(readdirSync(join(folder, 'backups'))).toEqual(['today.sqlite'])
    expect(readFileSync(file).includes(salt)).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(data(place, 'backup', file)).toMatchObject({ status: 1, said: `${file} already exists. Choose another name for the backup.` })

    const late = makeEvent()
    await store.append([late])
    expect(data(place, 'restore', file).said).toBe(
      'There are 3 events and 1 tickets in the database already. Nothing was changed. To replace them, add --overwrite.',
    )
    if (kind === 'SQLite') {
      expect(data(place, 'restore', file, '--overwrite').said).toMatch(/is in use\. Stop the server, then restore again\. Nothing was changed\.$/)
      expect(readdirSync(join(folder, 'live')).filter((name) => name.includes('.part'))).toEqual([])
    }
    await opened.pop()!.close()
    expect(data(place, 'restore', file, '--overwrite').said).toMatch(/^Restored 2 events and 1 ticket\./)

    const again = await open(place)
    expect(await again.findTicket(submission.ticket.id)).toMatchObject({ ticket: submission.ticket, attachments: submission.attachments })
    // Readers whose answers went missing send them again, with those that did not.
    expect(await Promise.all([event, late].map((one) => again.append([one], { once: one.id })))).toEqual(['known', 'stored'])
    expect(await readIds(again)).toEqual([event.id, submission.events[0]!.id, late.id].sort())
    expect(await again.read('SELECT text FROM event WHERE site = :site AND id = :id', { id: event.id })).toEqual([{ text: 'سلام' }])
  })

  it('restores no file that is damaged', async () => {
    const place = await PLACES[kind]('live')
    const store = await open(place)
    await store.append(Array.from({ length: 300 }, () => makeEvent({ text: 'x'.repeat(500) })))
    const file = join(folder, 'good.sqlite')
    data(place, 'backup', file)
    const cut = join(folder, 'cut.sqlite')
    copyFileSync(file, cut)
    truncateSync(cut, 40_960)
    expect(data(place, 'restore', cut, '--overwrite').said).toMatch(/cut\.sqlite is (damaged|not a backup).*Nothing was changed/s)
    expect(await readIds(store)).toHaveLength(300)
  })

  it('exports every event, and only those of the days asked for', async () => {
    const place = await PLACES[kind]('live')
    const store = await open(place)
    const days = [20, 21, 22].map((day) => Date.UTC(2026, 10, day, 23, 59))
    const events = days.map((serverTime) => makeEvent({ serverTime, detail: '{"scroll":80}' }))
    await store.append([...events, makeEvent({ type: 'comment', serverTime: 0, text: '=HYPERLINK("http://evil.example")' })])
    const lines = data(place, 'export', '--format', 'jsonl').output.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(await readIds(store))
    expect(JSON.parse(lines[0]!)).toMatchObject({ id: events[0]!.id, type: 'vote', value: 1, server_time: days[0], detail: { scroll: 80 } })
    const some = data(place, 'export', '--format', 'csv', '--from', '2026-11-21', '--to', '2026-11-21').output.trim().split('\r\n')
    expect(some).toHaveLength(2)
    expect(some[1]).toContain(events[1]!.id)
    expect(data(place, 'export', '--format', 'csv').output).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  })

  it('deletes what is older than its retention, and the address before the message', async () => {
    const place = await PLACES[kind]('live')
    const store = await open(place)
    const ago = (days: number) => Date.now() - days * 86_400_000
    const kept = [makeEvent({ serverTime: ago(89) }), makeEvent({ type: 'comment', serverTime: ago(91) })]
    await store.append([...kept, makeEvent({ serverTime: ago(91) }), makeEvent({ type: 'comment', serverTime: ago(549) })])
    const [waiting, done] = [makeSubmission({ events: [] }), makeSubmission({ events: [] })]
    for (const submission of [waiting, done]) {
      submission.ticket.received = ago(600)
      await store.appendTicket(submission)
    }
    for (const target of ['webhook:desk', 'email:reader']) {
      for (const claim of await store.claimDeliveries({ target, now: Date.now(), limit: 9, leaseMs: 1000 })) {
        if (claim.ticket === done.ticket.id) await store.finishDelivery(claim, Date.now())
      }
    }
    expect(data(place, 'purge').said).toBe('Deleted 1 event older than 90 days, 1 comment older than 548 and 1 ticket older than 548.')
    expect(await readIds(store)).toEqual(kept.map(({ id }) => id).sort())
    expect(await store.findTicket(done.ticket.id)).toBeUndefined()
    expect(await store.findTicket(waiting.ticket.id)).toMatchObject({ address: undefined, ticket: { id: waiting.ticket.id } })
    expect(data(place, 'purge', '--events', '0').said).toMatch(/^Deleted 1 event /)
  })

  it('backs up, deletes and restores in whole when it is run again after it was killed', async () => {
    const place = await PLACES[kind]('live')
    const store = await open(place)
    for (let batch = 0; batch < 12; batch += 1) await store.append(Array.from({ length: 1000 }, () => makeEvent({ serverTime: 0, text: 'می‌گوید'.repeat(20) })))
    await store.append([makeEvent({ serverTime: Date.now() })])
    /** Runs a verb and kills it as soon as it has begun to change something. */
    const kill = async (args: string[], hasBegun: () => Promise<boolean>) => {
      const running = spawn(process.execPath, ['src/commands/data.ts', ...args], { env: environment(place), stdio: 'ignore' })
      const ended = new Promise((resolve) => running.once('exit', resolve))
      while (running.exitCode === null && !(await hasBegun())) await new Promise(setImmediate)
      running.kill('SIGKILL')
      await ended
    }
    const file = join(folder, 'backup.sqlite')
    await kill(['backup', file], async () => existsSync(`${file}.part`))
    rmSync(file, { force: true })
    expect(data(place, 'backup', file).said).toMatch(/ with 12001 events /)
    expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.sqlite'])

    await kill(['purge'], async () => (await readIds(store)).length < 12_001)
    data(place, 'purge')
    expect(await readIds(store)).toHaveLength(1)

    await opened.pop()!.close()
    // SQLite makes a file beside the database, PostgreSQL a transaction.
    const isReplacing = async () =>
      kind === 'SQLite'
        ? existsSync(join(folder, 'live', 'waymark.sqlite.part'))
        : (await server.query('SELECT 1 FROM pg_stat_activity WHERE backend_xid IS NOT NULL')).length > 0
    await kill(['restore', file, '--overwrite'], isReplacing)
    expect(data(place, 'restore', file, '--overwrite').said).toMatch(/^Restored 12001 events/)
    expect(await readIds(await open(place))).toHaveLength(12_001)
  })

  it('moves everything to the other kind, and goes on where it was killed', async () => {
    const other = KINDS.find((name) => name !== kind)!
    const [from, to] = [await PLACES[kind]('from'), await PLACES[other]('to')]
    const [source, target] = [await open(from), await open(to)]
    const submission = makeSubmission()
    await source.appendTicket(submission)
    await source.count('ignore:bot', '2026-11-21')
    await source.findSalt('2026-11-20', () => new Uint8Array(32).fill(7))
    for (let batch = 0; batch < 12; batch += 1) await source.append(Array.from({ length: 1000 }, () => makeEvent({ text: 'می‌گوید' })))

    const moving = spawn(process.execPath, ['src/commands/data.ts', 'move', from, to], { env: environment(from), stdio: 'ignore' })
    const ended = new Promise((resolve) => moving.once('exit', resolve))
    while ((await target.read<{ id: string }>('SELECT id FROM event WHERE site = :site LIMIT 1', {})).length === 0) await target.check()
    moving.kill('SIGKILL')
    await ended
    const first = data(from, 'move', from, to)
    expect(first.said).toMatch(/^stored_event: 12001 rows, \d+ copied, [1-9]\d* there already$/m)
    expect(data(from, 'move', from, to)).toMatchObject({ status: 0 })
    expect(
      data(from, 'move', from, to)
        .said.split('\n')
        .every((line) => line.includes(' 0 copied')),
    ).toBe(true)
    for (const table of ['event', 'counter', 'visit_salt', 'attachment', 'contact_address', 'delivery']) {
      const sql = `SELECT * FROM ${table} WHERE site = :site ORDER BY 1, 2, 3`
      expect(await target.read(sql, {})).toEqual((await source.read<object>(sql, {})).map((row) => ({ ...row })))
    }
    expect(await target.findTicket(submission.ticket.id)).toEqual(await source.findTicket(submission.ticket.id))
    await target.count('ignore:bot', '2026-11-21')
    expect(data(from, 'move', from, to)).toMatchObject({ status: 1, said: expect.stringContaining('1 there with other values and left as they are') })
  })

  it('moves into a place with events of its own, and what came since the last time, so that the figures are of all', async () => {
    const other = KINDS.find((name) => name !== kind)!
    const [from, to] = [await PLACES[kind]('from'), await PLACES[other]('to')]
    const [source, target] = [await open(from), await open(to)]
    const sums = (store: Store) => store.read('SELECT sum(views) AS views, sum(visits) AS visits FROM site_day WHERE site = :site', {})
    const view = (visit: string) => makeEvent({ type: 'view', value: undefined, serverTime: Date.now(), visit: visit.repeat(16) })
    await source.append([view('a'), view('a')])
    await target.append([view('b'), view('b')])
    expect(data(from, 'move', from, to)).toMatchObject({
      status: 0,
      said: expect.stringContaining('Computed the roll-ups of "default" anew from 4 events, because both places had some of its own.'),
    })
    expect(await sums(target)).toEqual([{ views: 4, visits: 2 }])
    await source.append([view('a')])
    expect(data(from, 'move', from, to).status).toBe(0)
    expect(await sums(target)).toEqual([{ views: 5, visits: 2 }])
    expect(await sums(source)).toEqual([{ views: 3, visits: 1 }])
  })

  it('leaves sums of days as they are whose events one of both places has deleted', async () => {
    const [from, to] = [await PLACES[kind]('from'), await PLACES[kind]('to')]
    const [source, target] = [await open(from), await open(to)]
    const view = (days: number) => makeEvent({ type: 'view', value: undefined, serverTime: Date.now() - days * 86_400_000 })
    await source.append([view(200)])
    expect(data(from, 'purge').said).toMatch(/^Deleted 1 event /)
    await source.append([view(1)])
    await target.append([view(1)])
    expect(data(to, 'purge', '--events', '300').said).toMatch(/^Deleted 0 events /)
    expect(data(from, 'move', from, to).said).toMatch(/^Computed .* Days before \d{4}-\d\d-\d\d were left as they are, because their events are deleted\.$/m)
    expect(await target.read('SELECT sum(views) AS views FROM site_day WHERE site = :site', {})).toEqual([{ views: 3 }])
  })
})

it.each([
  [[], /^npm run data -- <verb>/],
  [['bakcup'], /^"bakcup" is not known\./],
  [['export', '--format', 'xml'], /^--format is "xml"\. It must be jsonl or csv\.$/],
  [['export', '--from', '22.11.2026'], /^--from is "22\.11\.2026"\. It must be a day such as 2026-11-22\.$/],
  [['purge', '--events', 'all'], /^--events is "all"\. It must be a number of days\.$/],
  [['move', 'sqlite:./data', 'mysql://anna:secret@db/x'], /^"mysql:…" is no place for data\. Write sqlite:<folder> or postgres:\/\/user@host\/database\.$/],
  [['restore', '/nowhere.sqlite'], /^There is no backup at \/nowhere\.sqlite\.$/],
  [['export', '--colour'], /^Unknown option '--colour'/],
])('says what is wrong with %o', (args, message) => {
  const { status, said } = data(`sqlite:${join(folder, 'none')}`, ...args)
  expect(said).toMatch(message)
  expect(status).toBe(1)
  expect(existsSync(join(folder, 'none', 'waymark.sqlite'))).toBe(false)
})
