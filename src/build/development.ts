import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { AstroIntegrationLogger } from 'astro'
import type { ViteDevServer } from 'vite'
import { publishLibrary } from '../articles/current.ts'
import type { Library } from '../articles/library.ts'
import { listArticles } from '../articles/list.ts'
import { createLibrary } from '../articles/load.ts'
import { type KnownArticles, readContentTree, type ContentTree } from '../articles/tree.ts'
import type { BuiltRedirects } from '../articles/redirect-contract.ts'
import { describeRedirects } from '../articles/redirects.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'
import type { Backlink, Finding } from '../checks/contract.ts'
import { BuildCache } from '../output/build-cache.ts'
import { buildSearchIndex, type SearchIndex } from '../search/index.ts'
import { typeOf } from '../server/content-type.ts'
import { createDevelopmentEndpoint } from '../server/development.ts'
import { filePolicy } from '../server/security-headers.ts'
import { decodePath } from '../server/static-files.ts'
import { publishStatuses } from '../translations/current.ts'
import { publishTranslations } from '../translations/publish.ts'
import { readNamedViews } from '../translations/views.ts'
import { EDITOR_PATH } from '../editor/page.ts'
import { editorHeaders } from '../editor/policy.ts'
import { ContentCheck } from './content-check.ts'
import { findEditorFile } from './editor-at-work.ts'
import { renderFindingsPage } from './findings-page.ts'
import { withLastGood } from './last-good.ts'
import { arrangeForWriter } from './findings-at-work.ts'
import { FEEDBACK_PATH } from '../frame/writer-notes.ts'
import { watchContent } from './watch-content.ts'

/** Warnings shown in the terminal: they are printed at every change of them, and errors must not scroll away. */
const WARNINGS = 8
/** The first page has the processor to itself: the content is checked when somebody has a page, or nobody has asked for one this long. */
const CHECK_AFTER_MS = 5000

/** Keeps the content, the search index and the endpoint alive in the development server. */
export async function developContent(options: {
  server: ViteDevServer
  logger: AstroIntegrationLogger
  contentDir: string
  publicDir: string
  /** Kept between starts. */
  cacheDir: string
}): Promise<void> {
  const { server, logger, contentDir, publicDir, cacheDir } = options
  const cache = new BuildCache(join(cacheDir, 'build.sqlite'))
  let library: Library | undefined
  let redirects: BuiltRedirects = { articles: {}, addresses: {} }
  let index: Promise<SearchIndex> | undefined
  let good: ContentTree | undefined
  const endpoint = await createDevelopmentEndpoint(cacheDir)

  let tree: ContentTree | undefined
  let shown: Finding[] = []
  let reason = ''
  let printed = ''
  const known: KnownArticles = new Map()
  /** What the last whole check found; undefined until the first has ended. */
  let checked: Finding[] | undefined
  let backlinks: ReadonlyMap<string, Backlink[]> = new Map()

  const load = async () => {
    const before = new Set(tree?.articles)
    // The articles of a later reading are known but for a few.
    tree = readContentTree(contentDir, { known, ...(known.size === 0 && { cache }) })
    // The whole check comes later: at once only what has changed is looked at, and nothing at the start.
    const changed = new Set(before.size > 0 ? tree.articles.filter((article) => !before.has(article)) : [])
    const unchanged = new Set(tree.articles.filter((article) => !changed.has(article)).map(({ file }) => file))
    const quick = checkContent(tree, { errorsOnly: true, only: changed })
    const isKnown = new Set(quick.map((finding) => JSON.stringify(finding)))
    const carried = (checked ?? []).filter((finding) => unchanged.has(finding.file) && !isKnown.has(JSON.stringify(finding)))
    await show(tree, [...quick, ...carried])
    if (isChecking) check.start()
  }

  const show = async (tree: ContentTree, findings: Finding[]) => {
    const errors = findings.filter((finding) => finding.severity === 'error')
    const next = withLastGood(tree, good, errors)
    shown = findings
    reason = ''
    try {
      const published = publishTranslations(next, cache)
      publishStatuses(published.statuses, { views: readNamedViews(process.env), isWriting: true })
      library = await createLibrary(published.tree, { drafts: true, publicDir, cache, cacheDir })
      good = next
      index = undefined
      redirects = describeRedirects(library)
      endpoint.update({ settings: library.settings, translators: library.translators, articles: listArticles(library), redirects })
    } catch (error) {
      // Settings or messages that cannot be used: the last good state stays, or there is nothing to show but this.
      reason = error instanceof Error ? error.message : String(error)
    }
    if (library) publishLibrary({ library, findings: arrange(findings), backlinks })
  }

  const arrange = (findings: Finding[]) => arrangeForWriter(findings, tree?.readable.locales?.[0]?.code ?? 'en')

  const print = () => {
    const errors = shown.filter((finding) => finding.severity === 'error')
    const report = describeFindings(arrange(shown), errors, reason)
    if (report === printed) return
    printed = report
    if (report) logger.warn(report)
    else logger.info('Nothing to fix any more.')
  }

  let pending: Promise<void> = Promise.resolve()
  const next = (work: () => Promise<void>) => {
    pending = pending
      .then(work)
      .catch((error: unknown) => logger.error(String(error)))
      .then(() => {
        // The event of Astro's own content layer; it makes every route ask for its pages anew.
        for (const environment of Object.values(server.environments)) environment.hot.send('astro:content-changed', {})
        server.ws.send({ type: 'full-reload' })
      })
  }
  const check = new ContentCheck({ contentDir, cacheDir }, ({ findings, mentions }) => {
    const leading = Map.groupBy(mentions, ({ to }) => to)
    const isNews = checked === undefined || JSON.stringify([findings, [...leading]]) !== JSON.stringify([shown, [...backlinks]])
    backlinks = leading
    checked = findings
    cache.flush()
    if (!tree || !isNews) return print()
    const { articles } = tree
    next(async () => {
      // A change that came meanwhile is checked next.
      if (tree && tree.articles === articles) await show(tree, findings)
      print()
    })
  })
  let isChecking = false
  const beginToCheck = () => {
    clearTimeout(waiting)
    if (isChecking) return
    isChecking = true
    cache.flush()
    check.start()
  }
  const waiting = setTimeout(beginToCheck, CHECK_AFTER_MS)
  await load()
  server.httpServer?.once('close', () => {
    clearTimeout(waiting)
    check.stop()
    cache.close()
  })
  watchContent(contentDir, () => next(load))

  logger.info(`Insights at /insights/, password: ${endpoint.signIn}`)
  // Astro decodes addresses before it asks us, and takes one that cannot be decoded for a mistake of its own.
  server.middlewares.use((error: Error, _request: IncomingMessage, response: ServerResponse, next: (error: Error) => void) => {
    if (error instanceof URIError) refuseAddress(response)
    else next(error)
  })
  server.middlewares.use((request, response, next) => {
    if (!isChecking) response.once('close', beginToCheck)
    const send = (body: string | Uint8Array, type: string, status = 200, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(body)
    }
    const path = decodePath((request.url ?? '/').split('?')[0] ?? '/')
    if (path === undefined) return refuseAddress(response)
    if (!library) {
      // What begins with "/@" is Vite's own, and reloads the page.
      return path.startsWith('/@') || path.startsWith('/node_modules/') ? next() : send(renderFindingsPage(shown, reason), 'text/html; charset=utf-8', 503)
    }
    if (/^\/(api|insights)(\/|$)/.test(path)) return endpoint.handle(request, response)
    if (path.startsWith(FEEDBACK_PATH)) {
      const [locale = '', ...article] = path.slice(FEEDBACK_PATH.length).split('/')
      endpoint
        .feedback(article.join('/'), locale)
        .then((text) => send(text, typeOf('feedback.html')))
        .catch(next)
      return
    }
    if (library.settings.editor && tree && path.startsWith(EDITOR_PATH)) {
      const headers = editorHeaders(library.settings.editor)
      findEditorFile(path, { tree, settings: library.settings, cacheDir })
        .then((found) => (found ? send(found.body, found.type, 200, headers) : next()))
        .catch(next)
      return
    }
    const file = library.files.find(path)
    if (file) return send(readFileSync(file), typeOf(file), 200, { 'content-security-policy': filePolicy(typeOf(file)), 'x-content-type-options': 'nosniff' })
    const moved = redirects.addresses[path] ?? redirects.addresses[`${path}/`]
    if (moved) return send('', 'text/plain', 307, { location: encodeURI(moved) })
    if (!path.startsWith('/search-index/')) return next()
    index ??= buildSearchIndex(library)
    index
      .then((made) => made.files())
      .then((files) => {
        const found = files.get(path.slice('/search-index/'.length))
        if (found) send(found, typeOf(path))
        else next()
      })
      .catch(next)
  })
}

/** What is to be mended, for the terminal; empty when nothing is. */
function describeFindings(findings: Finding[], errors: Finding[], reason: string): string {
  if (errors.length === 0 && reason) return `1 to fix:\n  ${reason}`
  if (findings.length === 0) return ''
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const more = warnings.length - WARNINGS
  const rest = more > 0 ? `\nand ${more} more warnings: npm run check -- --content-only` : ''
  const head = errors.length > 0 ? `${errors.length} to fix:` : 'No error, and this to look at:'
  return `${head}\n\n${reportToTerminal([...errors, ...warnings.slice(0, WARNINGS)], describeTerminal(process.stdout))}${rest}\n`
}

function refuseAddress(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('This address cannot be read.')
}
