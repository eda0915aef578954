import type { APIRoute } from 'astro'
import { currentLibrary } from '../articles/current.ts'

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nDisallow: /api/\nDisallow: /insights/\n\nSitemap: ${currentLibrary().settings.url}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
