import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { startMailServer } from '../handoff/mail-server.ts'
import { makeEvent } from '../storage/contract.ts'

const run = promisify(execFile)

async function makeFolder(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-insights-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = openSqliteStore(folder)
  await store.append([makeEvent({ type: 'view', value: undefined, serverTime: Date.parse('2026-11-11T12:00:00Z') })])
  await store.close()
  return { DATA_DIR: folder, OUT_DIR: join(folder, 'site'), SITE_URL: 'https://help.example.com' }
}
const insights = async (environment: Record<string, string>, ...words: string[]) =>
  run(process.execPath, ['src/commands/insights.ts', ...words], { env: { ...process.env, ...environment } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )

it('prints the digest of a week in a language', async () => {
  const environment = await makeFolder()
  const text = await insights(environment, 'digest', '--week', '2026-W46', '--print')
  expect(text.stdout).toMatch(/Nov 9\s–\s15, 2026/)
  expect(text.stdout).toContain('Visits: 1, before 0.')
  const page = await insights(environment, 'digest', '--week', '2026-W46', '--print', '--html', '--locale', 'he')
  expect(page.stdout).toContain('<html lang="he" dir="rtl">')
})

it('sends it now to those who are to get it, each in their language', async () => {
  const { url, mails } = await startMailServer()
  const mail = { SMTP_URL: url, MAIL_FROM: 'help@acme.example', DIGEST_TO: 'lead@acme.example, lv:ilze@acme.example' }
  const sent = await insights({ ...(await makeFolder()), ...mail }, 'digest', '--week', '2026-W46')
  expect(sent).toMatchObject({ code: 0, stdout: 'Sent 2026-W46 to lead@acme.example.\nSent 2026-W46 to ilze@acme.example.\n' })
  expect(mails.map(({ to }) => to)).toEqual([['lead@acme.example'], ['ilze@acme.example']])
})

it.each([
  [[], 'npm run insights -- <verb>'],
  [['digests'], '"digests" is not known.'],
  [['digest'], 'Nobody is to get it. Set DIGEST_TO, SMTP_URL and MAIL_FROM, or add --print to read it here.'],
  [['digest', '--print', '--week', '2026-47'], '--week is "2026-47". It must be a week such as'],
  [['digest', '--print', '--week', '2999-W01'], '--week is "2999-W01", which is not over yet.'],
  [['digest', '--print', '--locale', 'xx'], '--locale is "xx". It must be one of en,'],
])('refuses %j in one sentence', async (words, sentence) => {
  const { code, stderr } = await insights(await makeFolder(), ...words)
  expect(code).toBe(1)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toContain('    at ')
})

it('says why it could not be sent', async () => {
  const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'help@acme.example', DIGEST_TO: 'lead@acme.example' }
  const { code, stderr } = await insights({ ...(await makeFolder()), ...mail }, 'digest', '--week', '2026-W46')
  expect([code, stderr]).toEqual([1, 'It was not sent. The mail server could not be reached (ESOCKET).\n'])
})
