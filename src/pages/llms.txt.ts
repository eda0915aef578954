import type { APIRoute } from 'astro'
import { currentLibrary } from '../articles/current.ts'

/** A table of contents for language models (llmstxt.org): every article of the default locale as Markdown. */
export const GET: APIRoute = () => {
  const library = currentLibrary()
  const { settings, defaultLocale } = library
  const lines = [`# ${library.text(settings.name, defaultLocale)}`, '', `> ${library.text(settings.description, defaultLocale)}`]
  for (const category of library.categories(defaultLocale)) {
    lines.push('', `## ${category.title}`, '')
    for (const { path, frontMatter } of category.articles) lines.push(`- [${frontMatter.title}](${settings.url}/${path}.md): ${frontMatter.description}`)
  }
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
