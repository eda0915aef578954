import type { APIRoute } from 'astro'
import { currentLibrary } from '../../../articles/current.ts'
import type { Article } from '../../../articles/library.ts'
import { articlePaths } from '../../../frame/routes.ts'
import { articleMarkdown } from '../../../articles/markdown.ts'

/** Only while developing: a build writes these files itself, which takes a quarter of the time that as many pages take. */
export const getStaticPaths = () => (import.meta.env.DEV ? articlePaths() : [])

export const GET: APIRoute<{ article: Article }> = ({ props }) =>
  new Response(articleMarkdown(props.article, currentLibrary()), { headers: { 'content-type': 'text/markdown; charset=utf-8' } })
