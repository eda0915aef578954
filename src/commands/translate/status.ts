import { adoptTranslations } from '../../translations/confirm.ts'
import { explainStatus, type LocaleProgress, measureProgress, percentOf, sortWork } from '../../translations/progress.ts'
import { findUnpublished } from '../../translations/publish.ts'
import type { TranslationStatus } from '../../translations/status.ts'
import type { ArticleViews } from '../../translations/views.ts'
import { type Paint, painter } from './paint.ts'
import { readLocale, type TranslateRequest } from './request.ts'
import { findViews } from './views.ts'

/** Lines of work shown unless all are asked for. */
const SHOWN = 15

/** How every translation stands, and what to do next. Translations without a record are adopted first. */
export async function showStatus({ translations, words, options, colours }: TranslateRequest): Promise<void> {
  const locale = options.locale ?? words[0]
  const locales = locale === undefined ? translations.locales : [readLocale(translations, locale)]
  const { views, source, note } = await findViews(translations, options.views)
  const adopted = adoptTranslations(translations)
  const statuses = translations.all().filter((status) => locales.includes(status.locale))
  const least = translations.tree.settings?.translations.publishFrom ?? 0
  const held = new Set(findUnpublished(statuses, least))
  const work = sortWork(statuses, translations.tree.settings?.popular ?? [], views)
  const progress = measureProgress(statuses, views)
  if (options.json) {
    console.log(
      JSON.stringify(
        {
          adopted,
          locales: progress.map(describeLocale),
          articles: statuses.map((status) => ({ ...describe(status), unpublished: held.has(status), ...(views && { views: views.get(status.path) ?? 0 }) })),
          next: work.map(nameOf),
          ...(note !== undefined && { note }),
        },
        null,
        2,
      ),
    )
    return
  }
  const paint = painter(colours)
  if (adopted.length > 0) {
    const many = adopted.length === 1 ? 'A translation had' : `${adopted.length} translations had`
    console.log(`${many} no record of the original they were made from. Today’s was recorded in ${translations.tree.dir}/translations/; commit the folder.\n`)
  }
  const shown = options.all ? work : work.slice(0, SHOWN)
  if (shown.length > 0)
    console.log(
      `${paint('bold', 'What to do next')}\n${tableOf(
        shown.map((status) => rowOf(status, held.has(status) ? least : undefined, views)),
        paint,
      )}`,
    )
  if (work.length > shown.length) console.log(`… and ${work.length - shown.length} more: npm run translate -- status --all`)
  if (held.size > 0) {
    const [are, their] = held.size === 1 ? ['1 translation is', 'its'] : [`${held.size} translations are`, 'their']
    console.log(`${are} not published: ${their} readers get a fallback until ${least} % is translated and up to date.`)
  }
  if (shown.length > 0) console.log()
  console.log(tableOf([[...HEAD.slice(0, 2), ...(views ? ['by views'] : []), ...HEAD.slice(2)], ...progress.map((row) => localeRow(row, views))], paint))
  if (source !== undefined) console.log(`\nBy views: of everything that was opened (${source}, all languages), the share that was there in this language.`)
  if (note !== undefined) console.error(note)
}

const HEAD = ['locale', 'blocks', 'translated', 'behind', 'incomplete', 'missing', 'orphan']

const localeRow = (progress: LocaleProgress, views: ArticleViews | undefined): string[] => {
  const { translated, behind, incomplete, missing, orphan } = progress.states
  const byViews = views ? [progress.byViews === undefined ? '–' : `${progress.byViews} %`] : []
  return [progress.locale, `${percentOf(progress)} %`, ...byViews, ...[translated, behind, incomplete, missing, orphan].map(String)]
}

/** `least` is the percentage that a translation is not published for. */
const rowOf = (status: TranslationStatus, least: number | undefined, views: ArticleViews | undefined): string[] => {
  const { problem, next } = explainStatus(status)
  const held = least === undefined ? '' : `not published (${percentOf(status)} % of ${least} %): `
  const opened = views ? [`${views.get(status.path) ?? 0} views`] : []
  return [status.locale, status.path, status.state, ...opened, held + problem, next]
}

/** Columns as wide as their widest cell. */
function tableOf(rows: string[][], paint: Paint): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const colourOf = (cell: string): Parameters<Paint>[0] => (cell === 'behind' || cell === 'unreadable' ? 'red' : 'yellow')
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const padded = cell.padEnd(widths[column]!)
          return column === 2 && row !== rows[0] && /^[a-z]/.test(cell) ? paint(colourOf(cell), padded) : padded
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const nameOf = ({ locale, path }: TranslationStatus) => `${locale}/${path}`
const describeLocale = (progress: LocaleProgress) => ({ ...progress, percent: percentOf(progress) })

function describe(status: TranslationStatus) {
  const place = ({ line, kind, text }: { line: number; kind: string; text: string }) => ({ line, kind, text })
  const { locale, path, file, state, total, done } = status
  return {
    locale,
    path,
    file,
    state,
    percent: percentOf(status),
    total,
    done,
    changes: status.changes.map(({ before, now }) => ({ kind: now?.kind ?? before?.[0], line: now?.line, before: before?.[2], now: now?.text })),
    untranslated: status.untranslated.map(place),
    unmatched: status.unmatched.map(place),
    extra: status.extra.map(place),
  }
}
