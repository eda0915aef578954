import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TAGS = /<(?:script|link)\b[^>]*>/g
const LOADS = /^<script\b[^>]*?\ssrc="([^"]+)"|^<link\b(?=[^>]*\srel="(?:stylesheet|modulepreload|preload)")[^>]*?\shref="([^"]+)"/

/**
 * The number of pages of a built site, and style sheets and scripts that they name and that are not there, each with the first such page.
 * `unchanged` are files of the site that are elsewhere on disk: pages among them are articles' whose styles and scripts were looked for before they
 * were taken over.
 */
export function findMissingFiles(
  site: string,
  unchanged: ReadonlyMap<string, string> = new Map(),
): { pages: number; missing: { page: string; file: string }[] } {
  const missing = new Map<string, string>()
  const known = new Set<string>()
  const isPage = (name: string) => name.endsWith('.html')
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(isPage)
  for (const page of pages.sort()) {
    for (const [tag] of readFileSync(join(site, page), 'utf8').matchAll(TAGS)) {
      const match = LOADS.exec(tag)
      const file = (match?.[1] ?? match?.[2])?.split(/[?#]/)[0]
      // Other sites' files are not ours to look for.
      if (!file?.startsWith('/') || file.startsWith('//') || known.has(file) || missing.has(file)) continue
      if (existsSync(join(site, decodeURI(file))) || unchanged.has(decodeURI(file).slice(1))) known.add(file)
      else missing.set(file, page)
    }
  }
  return { pages: pages.length + [...unchanged.keys()].filter(isPage).length, missing: [...missing].map(([file, page]) => ({ page, file })) }
}
