import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeLock } from '../../src/output/lock.ts'
import { findMissingFiles } from '../../src/output/missing-files.ts'
import { OutputError } from '../../src/output/output-error.ts'
import { publish } from '../../src/output/publish.ts'
import { nameRun } from '../../src/output/run.ts'
import { readUnchanged, SiteFolder } from '../../src/output/site-folder.ts'

function makeFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'waymark-output-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A built site with these files. */
function makeSite(files: Record<string, string>, site = join(makeFolder(), 'site')): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), text)
  }
  return site
}

/** Visible files of a folder with their texts. */
function read(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
}

/** A process that says so on standard error, takes the lock of a folder, and runs some code. */
function runWithLock(folder: string, code: string): ChildProcess {
  const lock = pathToFileURL('src/output/lock.ts').href
  const take = `const { takeLock } = await import('${lock}')\nconsole.error('waiting')\nconst release = await takeLock(${JSON.stringify(folder)})\n`
  const child = spawn('node', ['--input-type=module', '-e', take + code], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const FIRST = { 'index.html': 'one', '_astro/a.css': 'a', 'using/find/index.html': 'find', note: 'a file' }
const SECOND = { 'index.html': 'two', '_astro/b.css': 'b', 'using/find': 'a file now', 'note/index.html': 'a folder now' }

describe('a finished site', () => {
  it('leaves files that did not change alone, and replaces the others', async () => {
    const outDir = join(makeFolder(), 'dist')
    await publish(makeSite({ 'a.html': 'one', 'b.html': 'one' }), outDir, nameRun())
    const inodes = () => ['a.html', 'b.html'].map((file) => statSync(join(outDir, file)).ino)
    const [a, b] = inodes()
    await publish(makeSite({ 'a.html': 'one', 'b.html': 'two' }), outDir, nameRun())
    expect(read(outDir)).toEqual({ 'a.html': 'one', 'b.html': 'two' })
    expect(inodes()[0]).toBe(a)
    expect(inodes()[1]).not.toBe(b)
  })

  it.each<[string, (outDir: string) => Promise<void> | void]>([
    ['stays', () => {}],
    ['changes', (outDir) => publish(makeSite({ 'a.json': 'of another build' }), outDir, nameRun())],
    ['is removed', (outDir) => rmSync(outDir, { recursive: true })],
  ])('shares what did not change with the published one, and is whole when that %s meanwhile', async (_what, change) => {
    const outDir = join(makeFolder(), 'dist')
    await publish(makeSite({ 'a.json': 'same', 'deep/b/index.html': 'same', 'c.json': 'old' }), outDir, nameRun())
    const present = statSync(join(outDir, 'a.json')).ino
    const folder = makeFolder()
    const [made, unchanged] = [join(folder, 'site'), join(folder, 'unchanged')]
    const files = { 'a.json': 'same', 'c.json': 'new', 'deep/b/index.html': 'same', 'deep/d.json': 'first' }
    const site = new SiteFolder(made, { published: outDir, unchanged })
    for (const [name, text] of Object.entries(files)) site.write(name, text)
    site.close()
    expect(Object.keys(files).every((name) => site.has(name))).toBe(true)
    expect(Object.keys(read(made))).toEqual(['c.json', 'deep/d.json'])
    expect(statSync(readUnchanged(unchanged).get('a.json')!).ino).toBe(present)
    expect(findMissingFiles(made, readUnchanged(unchanged))).toEqual({ pages: 1, missing: [] })
    await change(outDir)
    await publish(made, outDir, nameRun(), { unchanged: readUnchanged(unchanged) })
    expect(read(outDir)).toEqual(files)
  })

  it.each([
    ['the same file system', tmpdir()],
    ['another file system', existsSync('/dev/shm') ? '/dev/shm' : tmpdir()],
  ])('replaces the one before it on %s, in the same folder', async (_name, parent) => {
    const folder = makeFolder(parent)
    const outDir = join(folder, 'deep', 'dist')
    await publish(makeSite(FIRST), outDir, nameRun())
    expect(read(outDir)).toEqual(FIRST)
    const { ino } = statSync(outDir)
    await publish(makeSite(SECOND), outDir, nameRun())
    expect(read(outDir)).toEqual(SECOND)
    expect(
      readdirSync(outDir)
        .filter((name) => name.startsWith('.'))
        .sort(),
    ).toEqual(['.waymark-files', '.waymark-lock.sqlite'])
    expect(statSync(outDir).ino).toBe(ino)
  })

  it('is whole when two are moved to one folder at the same time', async () => {
    const outDir = join(makeFolder(), 'dist')
    await publish(makeSite({ 'index.html': 'zero', '_astro/b.css': 'old' }), outDir, nameRun())
    await Promise.all([FIRST, SECOND].map((files) => publish(makeSite(files), outDir, nameRun())))
    expect([FIRST, SECOND]).toContainEqual(read(outDir))
  })

  it('does not wait for a build that was killed while it moved its site', async () => {
    const outDir = makeFolder()
    makeSite({ '.waymark-new-dead/index.html': 'half' }, outDir)
    const killed = runWithLock(outDir, "console.log('in')\nsetInterval(() => {}, 1000)")
    await new Promise((resolve) => killed.stdout?.once('data', resolve))
    const publishing = publish(makeSite(FIRST), outDir, nameRun())
    expect(existsSync(join(outDir, 'index.html'))).toBe(false)
    killed.kill('SIGKILL')
    await publishing
    expect(read(outDir)).toEqual(FIRST)
    expect(
      readdirSync(outDir)
        .filter((name) => name.startsWith('.'))
        .sort(),
    ).toEqual(['.waymark-files', '.waymark-lock.sqlite'])
  })

  it('lets in one build at a time when many wait for one that is killed', async () => {
    const folder = makeFolder()
    const log = join(folder, 'log')
    writeFileSync(log, '')
    const killed = runWithLock(folder, "console.log('in')\nsetInterval(() => {}, 1000)")
    await new Promise((resolve) => killed.stdout?.once('data', resolve))
    const step = (word: string) => `appendFileSync(${JSON.stringify(log)}, '${word} ')`
    const turn = `const { appendFileSync } = await import('node:fs')\n${step('in')}\nawait new Promise((resolve) => setTimeout(resolve, 50))\n${step('out')}\nrelease()`
    const waiting = Array.from({ length: 4 }, () => runWithLock(folder, turn))
    const ends = waiting.map((child) => new Promise((resolve) => child.once('exit', resolve)))
    await Promise.all(waiting.map((child) => new Promise((resolve) => child.stderr?.once('data', resolve))))
    expect(readFileSync(log, 'utf8')).toBe('')
    killed.kill('SIGKILL')
    expect(await Promise.all(ends)).toEqual([0, 0, 0, 0])
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4))
  })

  it('says in one sentence that it waited in vain, or was told to stop waiting', async () => {
    const outDir = makeFolder()
    const release = await takeLock(outDir)
    await expect(takeLock(outDir, { patience: 0 })).rejects.toThrow(
      new OutputError(`Another build has been writing to "${outDir}" for 0 seconds. The site was not built. Stop that one, or build again later.`),
    )
    const interruption = new AbortController()
    const publishing = publish(makeSite(FIRST), outDir, nameRun(), { signal: interruption.signal })
    interruption.abort()
    await expect(publishing).rejects.toThrow(/^The site was not built: the build was interrupted/)
    release()
    await publish(makeSite(FIRST), outDir, nameRun())
    expect(read(outDir)).toEqual(FIRST)
  })

  it('takes over a site from before there was a list of files', async () => {
    const outDir = makeSite({ 'index.html': 'old', _headers: '', 'articles.json': '[]', 'old/index.html': 'old' })
    await publish(makeSite(FIRST), outDir, nameRun())
    expect(read(outDir)).toEqual(FIRST)
  })

  it('removes nothing outside its folder, whatever the list of files says', async () => {
    const folder = makeFolder()
    makeSite({ 'precious.txt': 'mine', 'dist/.waymark-files': `../precious.txt\n${join(folder, 'precious.txt')}\na/../../precious.txt` }, folder)
    await publish(makeSite(FIRST), join(folder, 'dist'), nameRun())
    expect(readFileSync(join(folder, 'precious.txt'), 'utf8')).toBe('mine')
  })
})

describe('a page of a built site', () => {
  it('is reported when it loads a style sheet or script that is not there', () => {
    const page = `<link rel="stylesheet" href="/_astro/here.css"><link rel="stylesheet" href="/_astro/gone.css?v=1"><link rel="canonical" href="/nowhere/">
      <script type="module" src="/_astro/gone.js"></script><script src="https://cdn.example/x.js"></script><p>&lt;script src="/text.js"&gt;</p>`
    const site = makeSite({ 'a/index.html': page, 'b/index.html': page, '_astro/here.css': '' })
    expect(findMissingFiles(site).missing).toEqual([
      { page: 'a/index.html', file: '/_astro/gone.css' },
      { page: 'a/index.html', file: '/_astro/gone.js' },
    ])
  })
})
