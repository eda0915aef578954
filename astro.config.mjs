import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { waymark } from './src/build/integration.ts'

export default defineConfig({
  output: 'static',
  outDir: process.env.OUT_DIR || './dist',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  // Small scripts stay files: the content security policy allows no inline code.
  vite: { build: { assetsInlineLimit: 0, modulePreload: false } },
  devToolbar: { enabled: false },
  server: { port: Number(process.env.PORT || 4321) },
  // Articles are rendered by src/articles; mdx() serves pages that an owner adds to src/pages as .mdx.
  integrations: [mdx(), waymark()],
})
