import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Completes package-lock.json: npm leaves out packages of other platforms that it could not find when the lock was made,
 * and then `npm ci` refuses the lock everywhere. Run after each change of dependencies.
 */
interface LockedPackage {
  version?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  resolved?: string
  optionalDependencies?: Record<string, string>
}

/** Platform in a package's name, so that no other machine tries to fetch it. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu'> {
  const os = /android|darwin|freebsd|netbsd|openbsd|openharmony|sunos|aix|linux|win32/.exec(name)?.[0]
  const cpu = /wasm32|arm64|x64|ia32|arm|riscv64|ppc64|s390x|loong64|mips64el|mips/.exec(name)?.[0]
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) }
}

const path = 'package-lock.json'
const before = readFileSync(path, 'utf8')
const lock = JSON.parse(before) as { packages: Record<string, LockedPackage> }
for (const [place, entry] of Object.entries(lock.packages)) {
  delete entry.resolved
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (lock.packages[nested] || lock.packages[top]) continue
    lock.packages[top] = { version: version.replace(/^[\^~]/, ''), optional: true, ...platformOf(name) }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
const after = `${JSON.stringify(lock, null, 2)}\n`
if (after !== before) writeFileSync(path, after)
console.log(after === before ? 'package-lock.json is complete.' : 'package-lock.json was completed.')
