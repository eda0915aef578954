import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { takeLock } from '../../src/output/lock.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-build-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the build over a copy of the product's own content with some files replaced. */
function buildWith(name: string, files: Record<string, string>) {
  const content = join(root, name)
  cpSync('content', content, { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(content, path), text)
  const outDir = join(root, `${name}-dist`)
  const { status, stdout, stderr } = spawnSync('node', ['src/commands/build.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: content, OUT_DIR: outDir },
  })
  return { status, output: stdout + stderr, outDir }
}

const FRONT = '---\ntitle: A title\ndescription: A description of the article.\n---\n\n'

describe('npm run build with broken content', () => {
  const broken = buildWith('broken', {
    'articles/en/using/no-title.mdx': '---\ndescription: No title here.\ntitel: A title\n---\n\nText.\n',
    'articles/en/using/bad-yaml.mdx': '---\ntitle: One: two\ndescription: x\n---\n\nText.\n',
    'articles/en/using/bad-mdx.mdx': `${FRONT}Text <b>not closed\n`,
    'articles/en/using/unknown.mdx': `${FRONT}<Calout>\n\nText.\n\n</Calout>\n`,
    'articles/en/using/dead.mdx': `${FRONT}See [this](../using/find-an-anser.mdx).\n\n![A picture](./missing.png)\n`,
    'articles/en/using/evil.mdx': `${FRONT}[A program](./evil.js)\n\n![A map](./evil.svg)\n`,
    'articles/en/using/evil.js': 'fetch("/insights/")',
    'articles/en/using/evil.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><script href="evil.js"/></svg>',
  })

  it('ends with 1 and builds nothing', () => {
    expect(broken.status).toBe(1)
    expect(existsSync(broken.outDir)).toBe(false)
  })

  it.for([
    ['a misspelt field', /no-title\.mdx:3.*\n.*titel.*Did you mean "title"/],
    ['a missing field', /no-title\.mdx:\d+.*\n.*"title" is missing/],
    ['YAML that does not parse', /bad-yaml\.mdx:2/],
    ['MDX that does not parse', /bad-mdx\.mdx:6/],
    ['an unknown component', /unknown\.mdx:6.*\n.*Calout.*Callout/],
    ['a dead link', /dead\.mdx:6.*\n.*find-an-anser/],
    ['a missing picture', /dead\.mdx:8.*\n.*missing\.png/],
    ['a program to download', /evil\.mdx:6.*\n.*evil\.js.*\.zip/],
    ['a picture that holds one', /evil\.mdx:8.*\n.*evil\.svg.*<script>/],
  ] as const)('names file, line and remedy of %s, all in one run', ([, expected]) => {
    expect(broken.output).toMatch(expected)
  })

  it('names a text of the interface that a locale lacks, with its key', () => {
    const settings = readFileSync('content/settings.yml', 'utf8').replace('- code: lv\n    name: Latviešu', '- code: et\n    name: Eesti')
    const { status, output } = buildWith('messages', { 'settings.yml': settings, 'messages/et.json': '{}' })
    expect(status).toBe(1)
    expect(output).toMatch(/messages\/et\.json.*\n.*feedback\.title/)
  })

  it('builds with texts that another version of the product needs, and takes its own for the rest', () => {
    const { status, output, outDir } = buildWith('older', { 'messages/lv.json': '{ "site": { "home": "Mājas", "goodbye": "Uz redzēšanos" } }' })
    expect(status, output).toBe(0)
    const page = readFileSync(join(outDir, 'lv/using/index.html'), 'utf8')
    expect(page).toContain('Mājas')
    expect(page).toContain('Sazinieties ar mums')
  })
})

/** Writes a help centre of one article, which builds in a few seconds. */
function writeSmall(name: string, text = 'Text.'): string {
  const content = join(root, name)
  const settings = 'name: Small\ndescription: A help centre.\nurl: https://help.example\ncompany: { name: Small }\nlocales: [{ code: en, name: English }]\n'
  const files = {
    'settings.yml': `${settings}contact: { channels: [{ type: email, address: help@example.com, label: E-mail }] }\n`,
    'categories.yml': '- { id: using, icon: book-open, title: Using, description: How to use it. }\n',
    'articles/en/using/one.mdx': `${FRONT}${text}\n`,
  }
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(content, path)), { recursive: true })
    writeFileSync(join(content, path), source)
  }
  return content
}

const startBuild = (content: string, outDir: string) =>
  spawn('node', ['src/commands/build.ts'], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CONTENT_DIR: content, OUT_DIR: outDir } })

function end(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}

/** What a build left in the project. */
const leftovers = (child: ChildProcess) => (existsSync(WORK) ? readdirSync(WORK).filter((name) => name.split('.')[1] === String(child.pid)) : [])
const WORK = '.cache/builds'

/** Resolves when a build has begun to write. */
function begun(child: ChildProcess): Promise<void> {
  mkdirSync(WORK, { recursive: true })
  return new Promise((resolve) => {
    const watcher = watch(WORK, () => {
      if (leftovers(child).length === 0) return
      watcher.close()
      resolve()
    })
  })
}

/** Style sheets and scripts that a page loads. */
const loadedBy = (page: string) => [...readFileSync(page, 'utf8').matchAll(/(?:src|rel="stylesheet" href)="(\/_astro\/[^"]+)"/g)].map((match) => match[1]!)

describe('npm run build', () => {
  it('says on a terminal how far it is', async () => {
    const env = { ...process.env, CONTENT_DIR: writeSmall('terminal'), OUT_DIR: join(root, 'terminal-dist') }
    const { code, output } = await end(spawn('script', ['-qec', 'node src/commands/build.ts', '/dev/null'], { env }))
    expect(code).toBe(0)
    for (const stage of ['Checking the content', 'Preparing', 'Making pages  1 of 1', 'Making the search index', 'Moving the site into place']) {
      expect(output).toContain(stage)
    }
    expect(output).toMatch(/\d+ pages in \S+-dist, made in \d+ s\.\s+$/)
  })

  it('makes two whole sites when it runs twice at the same time', async () => {
    const names = ['twin-a', 'twin-b']
    const builds = names.map((name) => startBuild(writeSmall(name, name), join(root, `${name}-dist`)))
    for (const { code, output } of await Promise.all(builds.map(end))) {
      expect(code).toBe(0)
      // No terminal, so no word on the way.
      expect(output).toMatch(/^\d+ pages in \S+-dist, made in \d+ s\.\n$/)
    }
    for (const name of names) {
      const site = join(root, `${name}-dist`)
      const page = join(site, 'using/one/index.html')
      expect(readFileSync(page, 'utf8')).toContain(name)
      expect(loadedBy(page).length).toBeGreaterThan(1)
      expect(loadedBy(page).filter((file) => !existsSync(join(site, file)))).toEqual([])
    }
    expect(builds.flatMap(leftovers)).toEqual([])
  })

  it('replaces its earlier site and nothing else, and leaves it as it is when the build fails', async () => {
    const content = writeSmall('again')
    const site = join(root, 'again-dist')
    const articles = join(content, 'articles/en/using')
    cpSync(join(articles, 'one.mdx'), join(articles, 'two.mdx'))
    expect((await end(startBuild(content, site))).code).toBe(0)
    for (const [path, text] of [
      ['CNAME', 'help.example'],
      ['.git/HEAD', 'ref: main'],
    ] as const) {
      mkdirSync(dirname(join(site, path)), { recursive: true })
      writeFileSync(join(site, path), text)
    }

    writeFileSync(join(articles, 'one.mdx'), '---\ntitle: A title\n---\n\n<Unknown />\n')
    expect((await end(startBuild(content, site))).code).toBe(1)
    expect(existsSync(join(site, 'using/two/index.html'))).toBe(true)

    rmSync(join(articles, 'two.mdx'))
    writeFileSync(join(articles, 'one.mdx'), `${FRONT}Something new.\n`)
    expect((await end(startBuild(content, site))).code).toBe(0)
    expect(readFileSync(join(site, 'using/one/index.html'), 'utf8')).toContain('Something new.')
    expect(existsSync(join(site, 'using/two'))).toBe(false)
    expect(readFileSync(join(site, 'CNAME'), 'utf8')).toBe('help.example')
    expect(readFileSync(join(site, '.git/HEAD'), 'utf8')).toBe('ref: main')
  })

  it('writes nothing into a folder of other files', async () => {
    const home = join(root, 'home')
    mkdirSync(join(home, 'somebody'), { recursive: true })
    const { code, output } = await end(startBuild(writeSmall('refused'), home))
    expect(code).toBe(1)
    expect(output).toContain(`OUT_DIR is "${home}", which holds files that Waymark did not make, such as "somebody". Set it to a new or an empty folder.`)
    expect(readdirSync(home)).toEqual(['somebody'])
  })

  it('ends without a trace when it is interrupted', async () => {
    const site = join(root, 'interrupted-dist')
    const child = startBuild(writeSmall('interrupted'), site)
    await begun(child)
    child.kill('SIGINT')
    expect((await end(child)).output).toContain('the build was interrupted')
    expect(leftovers(child)).toEqual([])
    expect(existsSync(site)).toBe(false)
  })

  it('stops waiting for another build when it is interrupted, and says so without a stack', async () => {
    const site = join(root, 'waiting-dist')
    mkdirSync(site)
    const release = await takeLock(site)
    const child = startBuild(writeSmall('waiting'), site)
    // A list of the files is the last thing before the wait.
    await vi.waitUntil(() => leftovers(child).some((run) => existsSync(join(WORK, run, 'site/.waymark-files'))), 60_000)
    child.kill('SIGINT')
    const { code, output } = await end(child)
    release()
    expect([code, output]).toEqual([
      1,
      `The site was not built: the build was interrupted while another one was writing to "${site}". The last build is untouched.\n`,
    ])
    expect(leftovers(child)).toEqual([])
  })

  it('clears away what a killed build left behind', async () => {
    const content = writeSmall('killed')
    const site = join(root, 'killed-dist')
    const killed = startBuild(content, site)
    await begun(killed)
    killed.kill('SIGKILL')
    await end(killed)
    expect(leftovers(killed)).toHaveLength(1)
    expect(existsSync(site)).toBe(false)
    expect((await end(startBuild(content, site))).code).toBe(0)
    expect(leftovers(killed)).toEqual([])
  })
})
