import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { takeLock } from './lock.ts'
import { OutputError } from './output-error.ts'

/** Lists what a build wrote, so that the next one removes that and nothing else. */
const MANIFEST = '.waymark-files'
const STAGED = '.waymark-new-'
/** What pages load comes before the pages that load it. */
const FIRST = /^(_astro|_files|search-index)\//

/** Files in an output folder that a build of ours wrote. Throws when the folder holds only what others wrote: nothing of theirs is touched. */
export function findOwnFiles(outDir: string): string[] {
  if (!existsSync(outDir)) return []
  if (!statSync(outDir).isDirectory()) throw new OutputError(`OUT_DIR is "${outDir}", which is a file. Set it to a folder. Nothing was built.`)
  const manifest = join(outDir, MANIFEST)
  if (existsSync(manifest)) return readFileSync(manifest, 'utf8').split('\n').filter(isInside)
  // Hidden files, such as .git, never belong to the site.
  const visible = readdirSync(outDir).filter((name) => !name.startsWith('.'))
  if (visible.length === 0) return []
  // Built before there was a list.
  if (['articles.json', '_headers', 'index.html'].every((name) => visible.includes(name))) {
    return listFiles(outDir).filter((name) => !name.startsWith('.'))
  }
  throw new OutputError(
    `OUT_DIR is "${outDir}", which holds files that Waymark did not make, such as "${visible[0]}". Set it to a new or an empty folder. Nothing was built.`,
  )
}

/**
 * Moves a finished site to its folder. A new folder appears whole. In one that exists every file that changed is replaced by a rename, pages last, and
 * what the site no longer has goes after that: a server that reads the folder meanwhile finds every file of every page it sends. The folder
 * itself stays, because a container or a server may hold on to it. `unchanged` are files of the site that are elsewhere on disk (`readUnchanged`).
 * `signal` ends the wait for another build.
 */
export async function publish(
  site: string,
  outDir: string,
  run: string,
  { unchanged, signal }: { unchanged?: ReadonlyMap<string, string>; signal?: AbortSignal } = {},
): Promise<void> {
  const elsewhere = new Map(unchanged)
  const files = [...new Set([...listFiles(site), ...elsewhere.keys()])].sort((a, b) => Number(FIRST.test(b)) - Number(FIRST.test(a)))
  writeFileSync(join(site, MANIFEST), files.join('\n'))
  const target = existsSync(outDir) ? realpathSync(outDir) : resolve(outDir)
  if (!existsSync(target)) {
    mkdirSync(dirname(target), { recursive: true })
    gather(site, elsewhere)
    if (tryRename(site, target)) return
    mkdirSync(target, { recursive: true })
  }
  const release = await takeLock(target, { signal })
  try {
    for (const name of readdirSync(target)) if (name.startsWith(STAGED)) rmSync(join(target, name), { recursive: true, force: true })
    replaceFiles({ site, elsewhere, files }, target, join(target, STAGED + run))
  } finally {
    release()
  }
}

/** Brings files that are elsewhere to their places in a site. */
function gather(site: string, elsewhere: Map<string, string>): void {
  for (const [file, path] of elsewhere) moveTo(join(site, file), path)
  elsewhere.clear()
}

function moveTo(path: string, from: string): void {
  mkdirSync(dirname(path), { recursive: true })
  renameSync(from, path)
}

/** A finished site: its folder, what of it is elsewhere, and the names of all its files. */
interface Finished {
  site: string
  elsewhere: Map<string, string>
  files: string[]
}

function replaceFiles({ site, elsewhere, files }: Finished, target: string, staged: string): void {
  const before = findOwnFiles(target)
  // Until the end both lists are ours, so that a build that is killed leaves nothing behind for good.
  writeFileSync(join(site, MANIFEST), [...new Set([...before, ...files])].join('\n'))
  let source = site
  if (!tryRename(join(source, MANIFEST), join(target, MANIFEST))) {
    // Another file system: the slow part comes before the first change.
    gather(site, elsewhere)
    cpSync(site, staged, { recursive: true })
    source = staged
    renameSync(join(source, MANIFEST), join(target, MANIFEST))
  }
  const wanted = new Set(files)
  const folders = new Set(files.flatMap(parentsOf))
  const gone = before.filter((file) => !wanted.has(file))
  // A file where a folder comes now, or the other way round, makes room first.
  const isInTheWay = (file: string) => folders.has(file) || parentsOf(file).some((parent) => wanted.has(parent))
  removeFiles(target, gone.filter(isInTheWay))
  for (const file of files) {
    const made = elsewhere.get(file) ?? join(source, file)
    if (!isSame(made, join(target, file))) moveTo(join(target, file), made)
  }
  removeFiles(
    target,
    gone.filter((file) => !isInTheWay(file)),
  )
  writeFileSync(join(source, MANIFEST), files.join('\n'))
  renameSync(join(source, MANIFEST), join(target, MANIFEST))
  rmSync(staged, { recursive: true, force: true })
}

/** A file that stays as it is keeps its time for whatever copies the folder on; and to replace one is what costs most on file systems with a journal. */
function isSame(made: string, present: string): boolean {
  const [one, other] = [statSync(made), lstatSync(present, { throwIfNoEntry: false })]
  if (!other?.isFile() || one.size !== other.size) return false
  // One file under two names, or two with the same bytes.
  return (one.ino === other.ino && one.dev === other.dev) || readFileSync(made).equals(readFileSync(present))
}

/** False when the two places are on different file systems, or another build was faster. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (['EXDEV', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

function removeFiles(root: string, files: string[]): void {
  for (const file of files) rmSync(join(root, file), { force: true })
  const emptied = [...new Set(files.flatMap(parentsOf))].sort((a, b) => b.length - a.length)
  for (const folder of emptied) {
    if (existsSync(join(root, folder)) && readdirSync(join(root, folder)).length === 0) rmdirSync(join(root, folder))
  }
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
    .filter((name) => name !== MANIFEST)
}

/** `a/b/c` → `a/b`, `a`. */
function parentsOf(file: string): string[] {
  const parts = file.split('/')
  return parts.slice(1).map((_part, index) => parts.slice(0, parts.length - 1 - index).join('/'))
}

const isInside = (file: string) => file !== '' && normalize(file) === normalize(`./${file}`) && !normalize(file).startsWith('..')
