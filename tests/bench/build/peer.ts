import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Another tool's project with the articles of a content folder. */
export interface Peer {
  dir: string
  /** Paths of its articles, below `dir`. */
  articles: string[]
  remove: () => void
}

/** What a peer's project consists of. */
export interface PeerPlan {
  /** `name@version`, as npm installs it. */
  packages: string[]
  /** Files of the project by path; their text may need the locales. */
  files: (locales: string[]) => Record<string, string>
  /** Where an article goes, and what it becomes there. */
  article: (name: string, source: string) => { path: string; text: string }
}

/** Makes the project outside ours, which does not depend on it; undefined when npm cannot install its packages. */
export function makePeer(contentDir: string, plan: PeerPlan): Peer | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'waymark-peer-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const parameters = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...plan.packages]
  if (spawnSync('npm', parameters, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'], env: peerEnvironment() }).status !== 0) {
    remove()
    return undefined
  }
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  const root = join(contentDir, 'articles')
  for (const [path, text] of Object.entries(plan.files(readdirSync(root)))) write(path, text)
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mdx'))
  const articles = names.map((name) => {
    const { path, text } = plan.article(name, readFileSync(join(root, name), 'utf8'))
    write(path, text)
    return path
  })
  return { dir, articles, remove }
}

/** npm and Astro of the other project must not find ours. */
export function peerEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_ENV|CONTENT_DIR|OUT_DIR)/i.test(name))
  return { ...Object.fromEntries(kept), ASTRO_TELEMETRY_DISABLED: '1' }
}

/** Title, description and text of an article of ours. */
export function readArticle(source: string): { front: string; body: string } {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? []
  return {
    front: front
      .split('\n')
      .filter((line) => /^(title|description):/.test(line))
      .join('\n'),
    body: body.replace(/ \{#[^}]+\}/g, ''),
  }
}

/** The text without components, anchors and links, which lead to other files there. */
export function asMarkdown(source: string): string {
  const { front, body } = readArticle(source)
  return `---\n${front}\n---\n${body.replace(/<\/?[A-Z][^>]*>/g, '').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')}`
}
