import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../checks/contract.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { findMissingFiles } from '../output/missing-files.ts'
import { OutputError } from '../output/output-error.ts'
import { type BuildNote, type BuildRefusal, type BuildStage, Progress } from '../output/progress.ts'
import { findOwnFiles, publish } from '../output/publish.ts'
import { nameRun } from '../output/run.ts'
import { readUnchanged } from '../output/site-folder.ts'
import { makeWorkFolder } from '../output/work-folder.ts'
import { ConfigError, readFolders } from '../server/config.ts'
import { isPublicAddress } from '../settings/address.ts'
import { loadSettings } from '../settings/load.ts'
import { type EnvironmentOnly, mayGoOn } from './environment-only.ts'

const ABOUT: EnvironmentOnly = {
  command: 'npm run build',
  does: 'Checks the content and builds the site for a web host.',
  variables: {
    SITE_URL: 'public address of the site, e.g. https://help.example.com',
    CONTENT_DIR: 'what is built (./content)',
    OUT_DIR: 'where it is put (./dist)',
    CACHE_DIR: 'what is kept for the next build (./.cache)',
  },
}
/** Variables that Vite takes for its own `import.meta.env`, whoever set them. */
const NO_MODE = { DEV: undefined, PROD: undefined, MODE: undefined, SSR: undefined }
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Checks the content, builds the site in a folder of this run, and moves it to OUT_DIR (dist) when it is whole.
 * Resolves with false, after showing why, when there is no new site; then OUT_DIR is as it was.
 */
export async function build(): Promise<boolean> {
  const progress = new Progress(process.stderr)
  try {
    const { outDir } = readFolders(process.env)
    findOwnFiles(outDir)
    return await buildInto(outDir, progress)
  } catch (error) {
    progress.clear()
    if (error instanceof ConfigError || error instanceof OutputError) console.error(error.message)
    else if (isSystemError(error)) console.error(`The site was not built: ${error.message}`)
    else throw error
    return false
  }
}

async function buildInto(outDir: string, progress: Progress): Promise<boolean> {
  const run = nameRun()
  let work = ''
  let astro: ChildProcess | undefined
  const interruption = new AbortController()
  const interrupt = () => {
    interruption.abort()
    astro?.kill()
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  try {
    work = makeWorkFolder(run)
    const site = join(work, 'site')
    const unchangedDir = join(work, 'unchanged')
    astro = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
      // Through the channel it notices the end of this process, whatever ends it.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Under a test runner, or where somebody's shell has a DEV, Astro would otherwise make a development build.
      env: {
        ...process.env,
        ...NO_MODE,
        OUT_DIR: site,
        PUBLISHED_DIR: outDir,
        UNCHANGED_DIR: unchangedDir,
        WORK_DIR: join(work, 'cache'),
        NODE_ENV: 'production',
        ASTRO_TELEMETRY_DISABLED: '1',
      },
    })
    progress.show({ stage: 'check' })
    const notes: string[] = []
    let findings: Finding[] = []
    astro.on('message', (message: BuildStage | BuildNote | BuildRefusal) => {
      if ('note' in message) notes.push(message.note)
      else if ('findings' in message) findings = message.findings
      else progress.show(message)
    })
    const isBuilt = await new Promise((resolve) => astro?.on('exit', (code) => resolve(code === 0)))
    if (interruption.signal.aborted || !isBuilt) {
      progress.clear()
      if (findings.length > 0) console.error(`${reportToTerminal(findings, describeTerminal(process.stderr))}\n`)
      const reason = findings.length > 0 ? 'the content has errors' : 'see above'
      console.error(`The site was not built: ${interruption.signal.aborted ? 'the build was interrupted' : reason}. The last build, if any, is untouched.`)
      return false
    }
    progress.show({ stage: 'publish' })
    const unchanged = readUnchanged(unchangedDir)
    const { pages, missing } = findMissingFiles(site, unchanged)
    if (missing.length > 0) progress.clear()
    for (const { page, file } of missing) console.error(`${page} loads ${file}, which the build did not make.`)
    if (missing.length > 0) {
      console.error('The site was not built: its pages would be broken. The last build, if any, is untouched. A file of your own belongs in public/.')
      return false
    }
    await publish(site, outDir, run, { unchanged, signal: interruption.signal })
    progress.clear()
    console.log(`${new Intl.NumberFormat('en').format(pages)} pages in ${outDir}, made in ${progress.seconds} s.`)
    for (const note of notes) console.log(note)
    return true
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt)
    if (work) rmSync(work, { recursive: true, force: true })
  }
}

/** A disk that is full, a folder that may not be written: nothing a stack would explain. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

/** What is built for readers must name an address that they can open. */
function tellOfAddress(): void {
  const url = loadSettings(readFolders(process.env).contentDir).settings?.url
  if (url === undefined || isPublicAddress(url)) return
  console.error(`The sitemap, feeds and llms.txt name ${url}. Before you publish the site, set "url" in settings.yml or SITE_URL, and build again.`)
}

if (import.meta.main && mayGoOn(ABOUT)) {
  if (await build()) tellOfAddress()
  else process.exitCode = 1
}
