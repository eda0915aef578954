import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError, readConfig } from '../../src/server/config.ts'
import { LIMITS } from '../../src/server/limit-figures.ts'

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      dataDir: './data',
      databaseUrl: undefined,
      siteId: 'default',
      contentDir: './content',
      outDir: './dist',
      host: '127.0.0.1',
      port: 4321,
      insightsPassword: undefined,
      insightsReaderPassword: undefined,
      insightsToken: undefined,
      trustProxy: 0,
      proofOfWork: 'auto',
      limits: LIMITS,
      handoff: { reach: { allowPrivate: false, patience: 20_000 } },
      reports: { digest: [], alert: [] },
    })
  })

  it('reads the environment', () => {
    const config = readConfig({ PORT: '0', HOST: '0.0.0.0', TRUST_PROXY: '2', DATA_DIR: '/srv/data', SITE_URL: 'https://help.example/', INSIGHTS_PASSWORD: '' })
    expect(config).toMatchObject({ port: 0, host: '0.0.0.0', trustProxy: 2, dataDir: '/srv/data', insightsPassword: undefined })
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc". It must be a whole number from 0 to 65535. The server did not start.'],
    [{ PORT: '70000' }, 'PORT is "70000". It must be a whole number from 0 to 65535. The server did not start.'],
    [{ PORT: '-1' }, 'PORT is "-1". It must be a whole number from 0 to 65535. The server did not start.'],
    [
      { TRUST_PROXY: 'yes' },
      'TRUST_PROXY is "yes". It must be a whole number from 0 to 10, or the addresses of the proxies, such as 127.0.0.1, 10.0.0.0/8. The server did not start.',
    ],
    [
      { SITE_URL: 'help.example' },
      'SITE_URL is "help.example". It must be a web address without a path, such as https://help.example.com. The server did not start.',
    ],
    [
      { OUT_DIR: '/srv/site', DATA_DIR: '/srv/site/data' },
      'DATA_DIR is "/srv/site/data", which is inside OUT_DIR, "/srv/site", where every file is public. Choose a folder beside it.',
    ],
    [{ OUT_DIR: './data' }, 'DATA_DIR is "./data", which is inside OUT_DIR, "./data", where every file is public. Choose a folder beside it.'],
    [
      { DATABASE_URL: 'postgre://anna:secret@db/help' },
      'DATABASE_URL begins with "postgre:". It must begin with postgres:// or sqlite:. The server did not start.',
    ],
    [{ SITE_ID: 'Help!' }, 'SITE_ID is "Help!". It must be at most 32 lower-case letters, digits and hyphens. The server did not start.'],
    [
      { TRUST_PROXY: '10.0.0.0/33' },
      'TRUST_PROXY is "10.0.0.0/33". It must be a whole number from 0 to 10, or the addresses of the proxies, such as 127.0.0.1, 10.0.0.0/8. The server did not start.',
    ],
    [{ PROOF_OF_WORK: 'sometimes' }, 'PROOF_OF_WORK is "sometimes". It must be auto, always or never. The server did not start.'],
    [{ INSIGHTS_PASSWORD: 'short' }, 'INSIGHTS_PASSWORD has 5 characters. It must have at least 8. The server did not start.'],
  ])('refuses %o in one sentence', (environment, message) => {
    expect(() => readConfig(environment as Record<string, string>)).toThrow(new ConfigError(message))
  })

  it.each([
    ['OUT_DIR is a link to a folder above DATA_DIR', { OUT_DIR: 'www', DATA_DIR: 'srv/data' }, 'DATA_DIR'],
    ['DATA_DIR is a link into OUT_DIR', { OUT_DIR: 'srv', DATA_DIR: 'data' }, 'DATA_DIR'],
    ['DATA_DIR is below a link and does not exist yet', { OUT_DIR: 'srv', DATA_DIR: 'www/new/data' }, 'DATA_DIR'],
    ['OUT_DIR is a link to a folder that does not exist yet', { OUT_DIR: 'later', DATA_DIR: 'srv/later/data' }, 'DATA_DIR'],
    ['CONTENT_DIR is reached through a link', { OUT_DIR: 'srv', CONTENT_DIR: 'www/content' }, 'CONTENT_DIR'],
    ['DATABASE_URL names a folder in OUT_DIR', { OUT_DIR: 'www', DATABASE_URL: 'srv/database' }, 'DATABASE_URL'],
  ] as const)('refuses private folders among public files when %s', (_case, folders, name) => {
    const root = mkdtempSync(join(tmpdir(), 'waymark-config-'))
    onTestFinished(() => rmSync(root, { recursive: true, force: true }))
    mkdirSync(join(root, 'srv/inner'), { recursive: true })
    symlinkSync(join(root, 'srv'), join(root, 'www'))
    symlinkSync('srv/inner', join(root, 'data'))
    symlinkSync('srv/later', join(root, 'later'))
    const environment = Object.entries(folders).map(([key, path]) => [key, `${key === 'DATABASE_URL' ? 'sqlite:' : ''}${join(root, path)}`])
    expect(() => readConfig(Object.fromEntries(environment))).toThrow(new RegExp(`^${name} is ".*", which is inside OUT_DIR`))
    const apart = { DATA_DIR: join(root, 'srv/data'), CONTENT_DIR: join(root, 'www/content'), OUT_DIR: join(root, 'dist') }
    expect(readConfig(apart)).toMatchObject({ outDir: apart.OUT_DIR })
  })
})
