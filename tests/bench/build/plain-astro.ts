import { type PeerPlan, readArticle } from './peer.ts'

/** Astro with MDX and Pagefind, and nothing that a site of this kind could do without: what a team would write in an afternoon. */
export const plainAstro: PeerPlan = {
  packages: ['astro@7.3.5', '@astrojs/mdx@8.0.2', 'pagefind@1.6.0'],
  files: () => ({
    'astro.config.mjs': `import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
export default defineConfig({ integrations: [mdx()] })
`,
    'src/content.config.ts': `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
export const collections = { articles: defineCollection({ loader: glob({ pattern: '**/*.mdx', base: 'src/articles' }) }) }
`,
    'src/components/Callout.astro': '---\nconst { type } = Astro.props\n---\n<aside class={type}><slot /></aside>\n',
    'src/components/Accordion.astro': '---\nconst { title } = Astro.props\n---\n<details><summary>{title}</summary><slot /></details>\n',
    'src/components/Kbd.astro': '<kbd><slot /></kbd>\n',
    'src/pages/[...slug].astro': `---
import { getCollection, render } from 'astro:content'
import Accordion from '../components/Accordion.astro'
import Callout from '../components/Callout.astro'
import Kbd from '../components/Kbd.astro'
export async function getStaticPaths() {
  return (await getCollection('articles')).map((article) => ({ params: { slug: article.id }, props: { article } }))
}
const { article } = Astro.props
const { Content } = await render(article)
const lang = article.id.split('/')[0]
---
<html {lang} dir={/^(fa|he)$/.test(lang) ? 'rtl' : 'ltr'}>
  <head><meta charset="utf-8" /><title>{article.data.title}</title><meta name="description" content={article.data.description} /></head>
  <body><main data-pagefind-body><h1>{article.data.title}</h1><Content components={{ Accordion, Callout, Kbd }} /></main></body>
</html>
`,
  }),
  article: (name, source) => {
    const { front, body } = readArticle(source)
    return { path: `src/articles/${name}`, text: `---\n${front}\n---\n${body.replace(/\]\(\.\.\/([^)]+)\.mdx\)/g, '](../../$1/)')}` }
  },
}
