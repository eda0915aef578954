import { existsSync } from 'node:fs'
import { readTextFile } from '../settings/text-file.ts'
import type { TranslationStatus } from './status.ts'

/** How often each article (`category/slug`) was opened, in all languages together: a language that is not there yet has no readers to count. */
export type ArticleViews = ReadonlyMap<string, number>

/** A file of views that cannot be used; the message says what to do. */
export class ViewsError extends Error {}

/** Reads the table of articles that the insights export, as CSV or JSON. */
export function readViewsFile(file: string): ArticleViews {
  const { text, findings } = readTextFile(file)
  const refuse = (problem: string): never => {
    throw new ViewsError(`${file} ${problem} Save the table of articles from the insights as CSV or JSON.`)
  }
  if (findings[0]) refuse(`cannot be read: ${findings[0].message}`)
  const rows = /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  if (!rows) return refuse('has no columns "article" and "views".')
  const views = new Map<string, number>()
  for (const { article, count } of rows) {
    if (!Number.isInteger(count) || count < 0) refuse(`says that "${article}" has "${count}" views.`)
    views.set(article, (views.get(article) ?? 0) + count)
  }
  return views
}

/** The views that `VIEWS_FILE` names, for the page of translations. */
export function readNamedViews({ VIEWS_FILE }: Record<string, string | undefined>): ArticleViews | undefined {
  if (!VIEWS_FILE) return undefined
  if (!existsSync(VIEWS_FILE))
    throw new ViewsError(`VIEWS_FILE is "${VIEWS_FILE}", and there is no such file. Name the table of articles that you saved from the insights.`)
  return readViewsFile(VIEWS_FILE)
}

type ViewsRow = { article: string; count: number }

function readJson(text: string): ViewsRow[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const list = Array.isArray(value) ? value : (value as { articles?: unknown } | null)?.articles
  if (!Array.isArray(list)) return undefined
  const rows = list.map((row: Partial<Record<'article' | 'views', unknown>> | null) => ({ article: row?.article, count: row?.views }))
  return rows.every((row): row is ViewsRow => typeof row.article === 'string' && typeof row.count === 'number') ? rows : undefined
}

/** Neither addresses of articles, codes of languages nor numbers are ever quoted, and they are the first columns. */
function readCsv(text: string): ViewsRow[] | undefined {
  const [head = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
  const [article, views] = [head.indexOf('article'), head.indexOf('views')]
  if (article < 0 || views < 0) return undefined
  return rows.map((cells) => ({ article: cells[article] ?? '', count: Number(cells[views] || Number.NaN) }))
}

/** Former addresses count for where the article is now. */
export function followMovedViews(views: ArticleViews, moves: ReadonlyMap<string, string>): ArticleViews {
  const moved = new Map<string, number>()
  for (const [path, count] of views) {
    const now = moves.get(path) ?? path
    moved.set(now, (moved.get(now) ?? 0) + count)
  }
  return moved
}

/** Of all openings of the articles, the whole percent of text that was there in this language; undefined when nobody opened any of them. */
export function weightByViews(statuses: readonly TranslationStatus[], views: ArticleViews): number | undefined {
  let all = 0
  let done = 0
  for (const status of statuses) {
    const count = status.total === 0 ? 0 : (views.get(status.path) ?? 0)
    all += count
    done += count * shareDone(status)
  }
  return all === 0 ? undefined : Math.floor((100 * done) / all + 1e-9)
}

/** Openings of an article times what of it is not there in this language: what somebody who works on it wins for readers. */
export const countLost = (status: TranslationStatus, views: ArticleViews): number => (views.get(status.path) ?? 0) * (1 - shareDone(status))

const shareDone = ({ done, total, state }: TranslationStatus) => (state === 'unreadable' ? 0 : total === 0 ? 1 : done / total)
