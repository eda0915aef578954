import { asMarkdown, type PeerPlan, readArticle } from './peer.ts'

const PACKAGES = ['astro@7.3.5', '@astrojs/starlight@0.42.4']
const CONTENT_CONFIG = `import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) }
`

/** A Starlight site as its guide makes it. `mdx` keeps components and links; without, articles are Markdown and there is no sidebar. */
export function starlight({ mdx }: { mdx: boolean }): PeerPlan {
  return {
    packages: PACKAGES,
    files: (locales) => {
      const settings = Object.fromEntries(
        locales.map((code) => [code === 'en' ? 'root' : code, { label: code, lang: code, dir: /^(fa|he)$/.test(code) ? 'rtl' : 'ltr' }]),
      )
      return {
        'src/content.config.ts': CONTENT_CONFIG,
        'astro.config.mjs': `import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
export default defineConfig({
  integrations: [starlight({ title: 'Example', locales: ${JSON.stringify(settings)}, disable404Route: true${mdx ? '' : ', sidebar: []'} })],
})
`,
      }
    },
    article: (name, source) => {
      const path = `src/content/docs/${name.replace(/^en\//, '')}`
      return mdx ? { path, text: asStarlightMdx(source) } : { path: path.replace(/\.mdx$/, '.md'), text: asMarkdown(source) }
    },
  }
}

/** Our components as Starlight's own, or as the elements that its guide uses instead. */
function asStarlightMdx(source: string): string {
  const { front, body } = readArticle(source)
  const text = body
    .replace(/<Callout type="(\w+)">/g, '<Aside type="$1">')
    .replaceAll('</Callout>', '</Aside>')
    .replace(/<Accordion title="([^"]*)">/g, '<details>\n<summary>$1</summary>')
    .replaceAll('</Accordion>', '</details>')
    .replace(/<(\/?)Kbd>/g, '<$1kbd>')
    .replace(/\]\(\.\.\/([^)]+)\.mdx\)/g, '](../../$1/)')
  return `---\n${front}\n---\n${text.includes('<Aside') ? "import { Aside } from '@astrojs/starlight/components'\n" : ''}${text}`
}
