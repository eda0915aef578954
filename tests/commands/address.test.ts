import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { addressOf } from '../browser/address.ts'
import { writeTree } from '../fixtures/content-tree.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-address-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Writes a help centre of one article and says how commands find it. */
function writeSmall(name: string, url: string): NodeJS.ProcessEnv {
  const content = join(root, name)
  writeTree(content, {
    'settings.yml': `name: Small\ndescription: A help centre.\n${url}company: { name: Small }\nlocales: [{ code: en, name: English }]\ncontact: { channels: [{ type: email, address: help@example.com, label: E-mail }] }\n`,
    'categories.yml': '- { id: using, title: Using }\n',
    'articles/en/using/one.mdx': '---\ntitle: One\ndescription: The one.\nupdated: 2026-01-01\n---\n\n[Again](./one.mdx)\n',
  })
  const { SITE_URL: _, ...inherited } = process.env
  return { ...inherited, CONTENT_DIR: content, OUT_DIR: join(root, `${name}-dist`), DATA_DIR: join(root, `${name}-data`), PORT: '0', NO_COLOR: '1' }
}

const run = (command: string, env: NodeJS.ProcessEnv, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('node', [`src/commands/${command}.ts`, ...args], { encoding: 'utf8', env })
  return { status, output: stdout + stderr }
}

describe('an address with a path', () => {
  it.each([
    ['check', ['--content-only']],
    ['build', []],
    ['serve', []],
    ['start', []],
  ])('is refused by %s with file, line and what to write', (command, args) => {
    const { status, output } = run(command, writeSmall('path', 'url: https://x.org/help/\n'), ...args)
    expect(status).toBe(1)
    expect(output).toMatch(/path\/settings\.yml:3\b/)
    expect(output).toContain('Write https://x.org, or give it a host of its own')
  })
})

describe('settings without an address', () => {
  it('are nothing to warn of, and npm start names the address that it serves everywhere', async () => {
    const env = writeSmall('started', '')
    expect(run('check', env, '--content-only')).toEqual({ status: 0, output: 'content: ok\n' })
    const server: ChildProcess = spawn('node', ['src/commands/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => server.once('exit', resolve))
    onTestFinished(async () => {
      server.kill('SIGTERM')
      await ended
    })
    const address = await addressOf(server)
    expect(address).not.toContain(':4321')
    for (const path of ['/llms.txt', '/feed.xml', '/sitemap.xml', '/robots.txt', '/using/one.md'])
      expect(await (await fetch(address + path)).text(), path).toContain(`${address}/`)
  })

  it('make npm run build tell what to set before the site is published', () => {
    const env = writeSmall('built', '')
    const { status, output } = run('build', { ...env, PORT: '' })
    expect([status, output.trim().split('\n').at(-1)]).toEqual([
      0,
      'The sitemap, feeds and llms.txt name http://127.0.0.1:4321. Before you publish the site, set "url" in settings.yml or SITE_URL, and build again.',
    ])
    const published = run('build', { ...env, SITE_URL: 'https://help.acme.test/' })
    expect([published.status, published.output]).toEqual([0, expect.not.stringContaining('publish')])
    expect(readFileSync(join(root, 'built-dist/robots.txt'), 'utf8')).toContain('Sitemap: https://help.acme.test/sitemap.xml')
  })
})
