import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/** Languages that code in an article may be coloured in; the editor would bring three hundred. */
const LANGUAGES = /^@shikijs\/langs\/(?:bash|css|diff|html|javascript|json|markdown|mdx|python|shellscript|sql|typescript|xml|yaml)$/
const NO_LANGUAGE = '\0no-language'

/** Its style sheet names the fonts of another site beside those that come with it. */
const FOREIGN_FONT = /url\(https:\/\/[^)]+\)/g

const onlyWhatIsNeeded: Plugin = {
  name: 'only-what-is-needed',
  enforce: 'pre',
  resolveId: (source) => (source.startsWith('@shikijs/langs/') && !LANGUAGES.test(source) ? NO_LANGUAGE : undefined),
  load: (id) => (id === NO_LANGUAGE ? 'export default []' : undefined),
  transform: (code, id) => (id.includes('@sveltia/cms/npm/') && code.includes('@font-face') ? code.replace(FOREIGN_FONT, "local('none')") : undefined),
}

/**
 * The editor's program as a folder of files: Sveltia CMS from npm, with its fonts and everything that it would otherwise fetch from other sites.
 * It is made once for each version of it and kept in `cacheDir`.
 */
export async function bundleEditor(cacheDir: string): Promise<string> {
  const dir = resolve(cacheDir, `editor-${version()}`)
  if (existsSync(dir)) return dir
  mkdirSync(cacheDir, { recursive: true })
  // Renamed when it is whole: a build that is interrupted leaves nothing that looks finished.
  const unfinished = `${dir}-${process.pid}`
  await build({
    configFile: false,
    root: process.cwd(),
    logLevel: 'error',
    publicDir: false,
    base: './',
    plugins: [onlyWhatIsNeeded],
    build: {
      outDir: unfinished,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      target: 'esnext',
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        input: { editor: join(import.meta.dirname, 'browser.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' },
      },
    },
  })
  try {
    renameSync(unfinished, dir)
  } catch (error) {
    // Another build was quicker.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(dir)) throw error
  }
  return dir
}

/** Of the editor and of what we make of it. */
function version(): string {
  const { version: cms } = JSON.parse(readFileSync('node_modules/@sveltia/cms/package.json', 'utf8')) as { version: string }
  const own = ['bundle.ts', 'browser.ts'].map((name) => readFileSync(join(import.meta.dirname, name)))
  return `${cms}-${createHash('sha256').update(Buffer.concat(own)).digest('hex').slice(0, 8)}`
}
