import { readFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import type { AstroIntegrationLogger } from 'astro'
import type { ViteDevServer } from 'vite'
import { publishLibrary } from '../articles/current.ts'
import type { Library } from '../articles/library.ts'
import { createLibrary } from '../articles/load.ts'
import { readContentTree, type ContentTree } from '../articles/tree.ts'
import { checkContent } from '../checks/run.ts'
import type { Finding } from '../checks/contract.ts'
import { buildSearchIndex, type SearchIndex } from '../search/index.ts'
import { createDevelopmentEndpoint } from '../server/development.ts'
import { displayPath } from '../settings/text-file.ts'
import { listArticles } from '../articles/list.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.mp4': 'video/mp4',
  '.vtt': 'text/vtt',
}

/** Keeps the content, the search index and the endpoint alive in the development server. */
export async function developContent(options: { server: ViteDevServer; logger: AstroIntegrationLogger; contentDir: string; publicDir: string }): Promise<void> {
  const { server, logger, contentDir, publicDir } = options
  let library: Library | undefined
  let index: Promise<SearchIndex> | undefined
  let good: ContentTree | undefined
  const endpoint = createDevelopmentEndpoint()

  const load = async () => {
    const tree = readContentTree(contentDir)
    const findings = checkContent(tree)
    const errors = findings.filter((finding) => finding.severity === 'error')
    if (errors.length > 0) logger.warn(`${errors.length} to fix:\n${errors.map(describe).join('\n')}`)
    const next = withLastGood(tree, good, errors)
    try {
      library = await createLibrary(next, { drafts: true, publicDir })
      good = next
      index = undefined
      endpoint.update({ settings: library.settings, translators: library.translators, articles: listArticles(library) })
    } catch (error) {
      // Settings or messages that cannot be used: nothing to show at the start, the last good state later.
      if (!library) throw error
    }
    publishLibrary({ library: library!, findings })
  }

  await load()
  let pending: Promise<void> = Promise.resolve()
  const root = resolve(contentDir)
  server.watcher.add(root)
  server.watcher.on('all', (_event, path) => {
    if (!path.startsWith(root)) return
    pending = pending
      .then(load)
      .catch((error: unknown) => logger.error(String(error)))
      .then(() => {
        // The event of Astro's own content layer; it makes every route ask for its pages anew.
        for (const environment of Object.values(server.environments)) environment.hot.send('astro:content-changed', {})
        server.ws.send({ type: 'full-reload' })
      })
  })

  logger.info(`Insights at /insights/, password: ${endpoint.signIn}`)
  server.middlewares.use((request, response, next) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    const send = (body: string | Uint8Array, type: string) => {
      response.setHeader('content-type', type)
      response.end(body)
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    if (path.startsWith('/api/') || path.startsWith('/insights')) return endpoint.handle(request, response)
    const file = library?.files.find(path)
    if (file) return send(readFileSync(file), type)
    if (!path.startsWith('/pagefind/')) return next()
    index ??= buildSearchIndex(library!)
    index
      .then((made) => made.files())
      .then((files) => {
        const found = files.get(path.slice('/pagefind/'.length))
        if (found) send(found, type)
        else next()
      })
      .catch(next)
  })
}

/** A file with errors keeps the version that was right, so that the page under work stays readable; without one it is left out. */
function withLastGood(tree: ContentTree, good: ContentTree | undefined, errors: Finding[]): ContentTree {
  const broken = new Set(errors.map((finding) => finding.file))
  const unreadable = new Set(errors.filter((finding) => finding.rule === 'mdx-syntax').map((finding) => finding.file))
  const before = new Map(good?.articles.map((article) => [article.file, article]))
  const isBroken = (path: string) => broken.has(displayPath(join(tree.dir, path)))
  return {
    ...tree,
    settings: tree.settings ?? good?.settings,
    categories: good && isBroken('categories.yml') ? good.categories : tree.categories,
    glossary: new Map([...tree.glossary].map(([locale, entries]) => [locale, (isBroken(`glossary/${locale}.yml`) && good?.glossary.get(locale)) || entries])),
    articles: tree.articles.flatMap((article) => {
      if (!broken.has(article.file)) return [article]
      return before.get(article.file) ?? (unreadable.has(article.file) ? [] : [article])
    }),
  }
}

const describe = (finding: Finding) => `  ${finding.file}:${finding.line ?? 1} ${finding.rule}  ${finding.message}`
