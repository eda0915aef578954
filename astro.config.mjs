import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { waymark } from './src/build/integration.ts'

const workDir = process.env.WORK_DIR

export default defineConfig({
  output: 'static',
  outDir: process.env.OUT_DIR || './dist',
  // `npm run build` gives each build its own, so that two side by side never find each other's files half written.
  cacheDir: workDir || './node_modules/.astro',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  // Small scripts stay files: the content security policy allows no inline code.
  vite: { ...(workDir && { cacheDir: `${workDir}/vite` }), build: { assetsInlineLimit: 0, modulePreload: false }, worker: { format: 'es' } },
  devToolbar: { enabled: false },
  server: { port: Number(process.env.PORT || 4321) },
  // Articles are rendered by src/articles; mdx() serves pages that an owner adds to src/pages as .mdx.
  integrations: [mdx(), waymark()],
})
