import type { APIRoute } from 'astro'
import { currentLibrary } from '../../../articles/current.ts'
import { localePaths } from '../../../frame/routes.ts'
import { searchSetup } from '../../../search/setup.ts'

export const getStaticPaths = localePaths

export const GET: APIRoute<{ locale: string }> = ({ props }) =>
  new Response(JSON.stringify(searchSetup(currentLibrary(), props.locale)), { headers: { 'content-type': 'application/json; charset=utf-8' } })
