import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ExternalCache, externalCacheSchema } from './contract.ts'

/** Answers of earlier checks; none when there is no file, or one that is not ours. */
export function readExternalCache(path: string): ExternalCache {
  try {
    return externalCacheSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}

/** Keeps what is younger than `maxAge` ms. Renamed when it is whole, so that two checks at once leave a file of one of them. */
export function writeExternalCache(path: string, cache: ExternalCache, { now, maxAge }: { now: number; maxAge: number }): void {
  const kept = Object.entries(cache).filter(([, { at }]) => now - at < maxAge)
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))), null, 1))
  renameSync(unfinished, path)
}
