import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type DevelopmentServer, startDevelopment } from '../build/development-server.ts'
import { findChromium } from '../browser/chromium.ts'

const EDITOR = '\neditor:\n  host: github\n  repository: waymark-help/waymark\n'
/** Components, code, spaces at ends of lines and empty lines: nothing of it is the editor's to tidy. */
const BODY = `
Text with  two spaces, a *star* and a _dash_.  
Next line after a break.

<Callout type="warning" title="Keep &amp; hold">
  Indented, with a [way to ask](../using/ask-a-question.mdx) and <Kbd>Ctrl+K</Kbd>.
</Callout>



<Steps>

1. One

   \`\`\`bash
   npm run dev   # {not: code}
   \`\`\`

2. Two

</Steps>

* a
+ b
- c

| a | b |
|---|:-:|
| 1 |  2|

## Heading {#heading}
Trailing line
`

const root = mkdtempSync(join(tmpdir(), 'waymark-editor-'))
const content = join(root, 'content')
const place = (locale: string, path = 'using/rate-an-article') => join(content, 'articles', locale, `${path}.mdx`)
const read = (locale: string, path?: string) => readFileSync(place(locale, path), 'utf8')
let server: DevelopmentServer
let context: BrowserContext
let page: Page
const said: string[] = []
const answered: string[] = []

beforeAll(async () => {
  cpSync('content', content, { recursive: true })
  // The editor asks for the root of a repository.
  mkdirSync(join(root, '.git'))
  writeFileSync(join(content, 'settings.yml'), readFileSync(join(content, 'settings.yml'), 'utf8') + EDITOR)
  writeFileSync(place('en'), read('en').replace(/(?<=^---\n[\s\S]*?\n---\n)[\s\S]*/, BODY))
  server = await startDevelopment(content)
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

beforeEach(async () => {
  said.length = 0
  answered.length = 0
  context = await openBrowser(server.base)
  page = context.pages()[0] ?? (await context.newPage())
  page.on('console', (message) => said.push(message.text()))
  page.on('response', (response) => answered.push(response.url()))
  await openRepository(page, root)
})
afterEach(() => context.close())

/** A browser whose owner lets the editor read and write files, as people do by a click in a bubble that no program can reach. */
async function openBrowser(base: string): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'waymark-profile-'))
  const allowed = { [`${base},*`]: { last_modified: '13400000000000000', setting: 1 } }
  const exceptions = { file_system_write_guard: allowed, file_system_read_guard: allowed }
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { content_settings: { exceptions } } }))
  const opened = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), viewport: { width: 1280, height: 1000 } })
  // Its last processes still write while it ends.
  opened.on('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return opened
}

/** Opens the editor with a folder of the disk. It is dropped on the page, because the dialog that asks for a folder is none of the page's. */
async function openRepository(page: Page, folder: string): Promise<void> {
  await page.goto(`${server.base}/admin/`)
  const button = page.getByRole('button', { name: 'Work with Local Repository' })
  await button.waitFor()
  await page.evaluate(() => {
    document.addEventListener('dragover', (event) => event.preventDefault())
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      const [item] = event.dataTransfer!.items as unknown as { getAsFileSystemHandle: () => Promise<Handle> }[]
      const handle = item!.getAsFileSystemHandle()
      Object.assign(window, { showDirectoryPicker: () => handle, isDropped: true })
    })
  })
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  // The page moves while it loads, and a drop can go astray.
  const drop = async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 9, y: 9, data })
    return page.evaluate(() => 'isDropped' in window)
  }
  await expect.poll(drop, { timeout: 20_000 }).toBe(true)
  isLent = await page.evaluate(
    async () => (await (await (window as unknown as Picker).showDirectoryPicker()).queryPermission({ mode: 'readwrite' })) !== 'granted',
  )
  if (isLent) await lendFolder(page, folder)
  await button.click()
  await page.getByText('Writing articles').first().waitFor()
}

interface Handle extends FileSystemDirectoryHandle {
  queryPermission: (options: { mode: 'readwrite' }) => Promise<string>
}
interface Picker {
  showDirectoryPicker: () => Promise<Handle>
}

/** A Chromium without windows lets nobody write into folders. It gets the files in a folder of its own, and gives them back when they are saved. */
let isLent = false
const readTexts = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^content\/(articles|glossary|wording)\/.*\.(mdx|yml)$|^content\/categories\.yml$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

async function lendFolder(page: Page, folder: string): Promise<void> {
  await page.evaluate(async (files) => {
    const own = await navigator.storage.getDirectory()
    const root = await own.getDirectoryHandle('repository', { create: true })
    await root.getDirectoryHandle('.git', { create: true })
    for (const [path, text] of files) {
      const steps = path.split('/')
      const name = steps.pop()!
      let place = root
      for (const step of steps) place = await place.getDirectoryHandle(step, { create: true })
      const file = await (await place.getFileHandle(name, { create: true })).createWritable()
      await file.write(text)
      await file.close()
    }
    Object.assign(window, { showDirectoryPicker: async () => root })
  }, readTexts(folder))
}

async function returnFolder(page: Page, folder: string): Promise<void> {
  const files = await page.evaluate(async () => {
    const found: [string, string][] = []
    const walk = async (place: FileSystemDirectoryHandle, path: string) => {
      for await (const entry of (place as unknown as { values: () => AsyncIterable<FileSystemHandle> }).values()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}${entry.name}/`)
        else found.push([path + entry.name, await (await (entry as FileSystemFileHandle).getFile()).text()])
      }
    }
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('repository'), '')
    return found
  })
  const before = new Map(readTexts(folder))
  for (const [path, text] of files) if (before.get(path) !== text) writeFileSync(join(folder, path), text)
}

async function openArticle(name: string): Promise<void> {
  await page.evaluate((address) => {
    location.hash = address
  }, `#/collections/articles-using/entries/${name}`)
  await page.getByRole('button', { name: 'Save' }).waitFor()
}

/** A field by what is in it: names come with the languages, which have the same. */
async function field(value: string): Promise<Locator> {
  const fields = page.getByRole('textbox')
  await expect.poll(async () => (await valuesOf(fields)).includes(value), { timeout: 20_000 }).toBe(true)
  return fields.nth((await valuesOf(fields)).indexOf(value))
}
const valuesOf = async (fields: Locator) => Promise.all((await fields.all()).map((one) => one.inputValue()))

async function save(): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Entry saved.').waitFor()
  if (isLent) await returnFolder(page, root)
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/
const frontMatter = (source: string) => parse(FRONT_MATTER.exec(source)![1]!)
const textOf = (source: string) => source.replace(FRONT_MATTER, '')

function check(): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('node', ['src/commands/check.ts', '--content-only'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: content },
  })
  return { status, output: stdout + stderr }
}

describe('the editor at /admin/ with a folder of the disk', () => {
  it('writes a new title into the file and leaves its text as it is, byte for byte, and asks no other site for anything', async () => {
    const others = ['fa', 'he', 'ru', 'lv'].map((locale) => [frontMatter(read(locale)), textOf(read(locale))])
    const before = frontMatter(read('en'))
    await openArticle('rate-an-article')
    await (await field(before.title)).fill('Say whether it helped')
    await save()
    expect(frontMatter(read('en'))).toEqual({ ...before, title: 'Say whether it helped' })
    expect(textOf(read('en'))).toBe(BODY)
    expect(['fa', 'he', 'ru', 'lv'].map((locale) => [frontMatter(read(locale)), textOf(read(locale))])).toEqual(others)
    const { status, output } = check()
    expect(status, output).toBe(0)
    expect(answered.filter((url) => !/^(blob|data):/.test(url) && !url.startsWith(server.base))).toEqual([])
    expect(said.filter((text) => /configuration schema|will be ignored|Uncaught/.test(text))).toEqual([])
  })

  it('changes a translation beside its original, and writes nothing into it that it takes from there', async () => {
    const english = read('en', 'using/find-an-answer')
    const before = read('fa', 'using/find-an-answer')
    await openArticle('find-an-answer')
    await (await field(frontMatter(before).title)).fill('پاسخ را پیدا کنید')
    await save()
    expect(frontMatter(read('fa', 'using/find-an-answer'))).toEqual({ ...frontMatter(before), title: 'پاسخ را پیدا کنید' })
    expect(textOf(read('fa', 'using/find-an-answer'))).toBe(textOf(before))
    const after = read('en', 'using/find-an-answer')
    expect([frontMatter(after), textOf(after)]).toEqual([frontMatter(english), textOf(english)])
  })

  it('begins an article in the default language alone, with the keys that were filled in', async () => {
    await page.evaluate(() => {
      location.hash = '#/collections/articles-using/new'
    })
    const fields = page.getByRole('textbox')
    await page.getByRole('button', { name: 'Save' }).waitFor()
    await fields.nth(0).fill('Close your account')
    await fields.nth(1).fill('What happens to your data when you leave.')
    await fields.last().fill('Press **Close**.\n\n<Callout type="tip">Save first.</Callout>')
    await save()
    expect(read('en', 'using/close-your-account')).toBe(
      '---\ntitle: Close your account\ndescription: What happens to your data when you leave.\n---\n\nPress **Close**.\n\n<Callout type="tip">Save first.</Callout>\n',
    )
    expect(existsSync(place('fa', 'using/close-your-account'))).toBe(false)
    const { status, output } = check()
    expect(status, output).toBe(0)
  })

  it('edits a term of the glossary in its list', async () => {
    const path = join(content, 'glossary', 'en.yml')
    const before = parse(readFileSync(path, 'utf8'))
    await page.evaluate(() => {
      location.hash = '#/collections/lists/entries/glossary-en'
    })
    await page.getByRole('button', { name: 'Expand All' }).click()
    await (await field(before[0].definition)).fill('In other words.')
    await save()
    expect(parse(readFileSync(path, 'utf8'))).toEqual([{ ...before[0], definition: 'In other words.' }, ...before.slice(1)])
  })
})
