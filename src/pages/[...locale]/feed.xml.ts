import type { APIRoute } from 'astro'
import { currentLibrary } from '../../articles/current.ts'
import { articleFeed } from '../../articles/feed.ts'
import { localePaths } from '../../frame/routes.ts'

export const getStaticPaths = localePaths

export const GET: APIRoute<{ locale: string }> = ({ props }) =>
  new Response(articleFeed(currentLibrary(), props.locale, Date.now()), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
