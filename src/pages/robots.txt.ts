import type { APIRoute } from 'astro'
import { currentLibrary } from '../articles/current.ts'

export const GET: APIRoute = () => {
  const { settings, isPreview } = currentLibrary()
  const rules = isPreview ? 'Disallow: /\n' : `Disallow: /api/\nDisallow: /insights/\n\nSitemap: ${settings.url}/sitemap.xml\n`
  return new Response(`User-agent: *\n${rules}`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
