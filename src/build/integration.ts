import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { publishLibrary } from '../articles/current.ts'
import type { Article, Library } from '../articles/library.ts'
import { listArticles } from '../articles/list.ts'
import { createLibrary } from '../articles/load.ts'
import { writeMarkdown } from '../articles/markdown.ts'
import { type ContentTree, readContentTree } from '../articles/tree.ts'
import { writeEditor } from '../editor/write.ts'
import { KeptPages } from '../frame/kept-pages.ts'
import type { Finding } from '../checks/contract.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'
import { inlinePreload } from './inline-preload.ts'
import { BuildCache } from '../output/build-cache.ts'
import { SiteFolder } from '../output/site-folder.ts'
import { writeRedirects } from './redirects.ts'
import type { BuildNote, BuildRefusal, BuildStage } from '../output/progress.ts'
import { buildSearchIndex } from '../search/index.ts'
import { publishStatuses } from '../translations/current.ts'
import { publishTranslations } from '../translations/publish.ts'
import { readNamedViews } from '../translations/views.ts'
import { serviceWorkerFile } from '../offline/file.ts'
import { headersFile } from '../server/security-headers.ts'

const PUBLIC_DIR = 'public'
const TELL_MS = 200

/** Joins the content with Astro: loads it before pages are made, and writes what is not a page after them. */
export function waymark(): AstroIntegration {
  const contentDir = process.env['CONTENT_DIR'] || 'content'
  // Kept between builds; CI may restore the folder, and deleting it costs only time.
  const cacheDir = process.env['CACHE_DIR'] || '.cache'
  const isPreview = process.env['PREVIEW'] === '1'
  let tree: ContentTree | undefined
  let library: Library | undefined
  let cache: BuildCache | undefined
  let outDir = ''
  let site: SiteFolder | undefined
  let keptPages: KeptPages | undefined
  const countPage = countPages(() => library)
  return {
    name: 'waymark',
    hooks: {
      'astro:config:setup': async ({ command, updateConfig }) => {
        if (command === 'dev') {
          // The guard for trailing slashes would come before the endpoint and refuse its addresses.
          updateConfig({
            trailingSlash: 'ignore',
            // A build beside the development server is nothing to reload for, a link to a folder above itself has no end, and content has its own watch.
            vite: { server: { watch: { ignored: ['.cache', 'tests', cacheDir, contentDir].map((dir) => join(resolve(dir), '**')), followSymlinks: false } } },
          })
          return
        }
        endWithParent()
        cache = new BuildCache(join(cacheDir, 'build.sqlite'))
        tree = readContentTree(contentDir, { cache })
        const findings = checkContent(tree, { errorsOnly: true })
        if (findings.some(({ severity }) => severity === 'error')) await refuse(findings)
        tell({ stage: 'prepare' })
        const published = publishTranslations(tree, cache)
        publishStatuses(published.statuses, { views: readNamedViews(process.env) })
        if (published.note) tell({ note: published.note })
        library = await createLibrary(published.tree, {
          drafts: isPreview,
          isPreview,
          publicDir: PUBLIC_DIR,
          cache,
          cacheDir,
          onPage: countPage,
        })
        const placeKept = (article: Article) => {
          const isKept = keptPages?.place(article) === true
          if (isKept) countPage()
          return isKept
        }
        publishLibrary({ library, findings: [], backlinks: new Map(), placeKept })
        updateConfig({ site: library.settings.url, vite: { plugins: [inlinePreload()] } })
      },
      'astro:config:done': ({ config }) => {
        if (!library || !cache) return
        outDir = fileURLToPath(config.outDir)
        const { PUBLISHED_DIR: published, UNCHANGED_DIR: unchanged } = process.env
        site = new SiteFolder(outDir, published && unchanged ? { published, unchanged } : undefined)
        // A preview says on its pages what is not published yet, which changes with the day.
        if (!isPreview) keptPages = new KeptPages(library, { cache, outDir, site, now: Date.now() })
      },
      'astro:server:setup': async ({ server, logger }) => {
        const { developContent } = await import('./development.ts')
        await developContent({ server, logger, contentDir, publicDir: PUBLIC_DIR, cacheDir })
      },
      'astro:build:done': async () => {
        if (!library || !site) return
        tell({ stage: 'search' })
        library.files.writeTo(outDir)
        keptPages?.keep()
        writeMarkdown(library, site)
        const index = await buildSearchIndex(library, cache)
        index.writeTo(site)
        writeFileSync(join(outDir, 'sw.js'), await serviceWorkerFile(library.settings))
        writeRedirects(library, outDir, site)
        writeFileSync(join(outDir, 'articles.json'), JSON.stringify(listArticles(library)))
        if (tree) await writeEditor(tree, library.settings, outDir, cacheDir)
        writeFileSync(join(outDir, '_headers'), headersFile(library.settings, site.entries()))
        site.close()
        cache?.close()
      },
    },
  }
}

/** Tells the command that started this build how far it is, or what to say at its end. */
function tell(message: BuildStage | BuildNote): void {
  process.send?.(message)
}

/** Ends this build, because of what is wrong with the content; the command that started it shows that. */
async function refuse(findings: Finding[]): Promise<never> {
  if (process.send) await new Promise((resolve) => process.send?.({ findings } satisfies BuildRefusal, resolve))
  else console.error(reportToTerminal(findings, describeTerminal(process.stderr)))
  process.exit(1)
}

/** Makes what counts the pages of articles, and tells a few times a second. */
function countPages(findLibrary: () => Library | undefined): () => void {
  let done = 0
  let total = 0
  let told = 0
  return () => {
    total ||= findLibrary()?.locales.reduce((sum, locale) => sum + (findLibrary()?.articles(locale).length ?? 0), 0) ?? 0
    done++
    if (performance.now() - told < TELL_MS && done < total) return
    told = performance.now()
    tell({ stage: 'articles', done, total })
  }
}

/** Ends this build when the command that started it is killed: nobody would collect what it makes. */
function endWithParent(): void {
  process.once('disconnect', () => process.exit(1))
  process.channel?.unref()
}
