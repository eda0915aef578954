import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { followRedirects } from '../../articles/redirects.ts'
import { readViews } from '../../deflection/queries/views.ts'
import { ConfigError, readConfig } from '../../server/config.ts'
import { openStore } from '../../storage/open.ts'
import { DATABASE_FILE, placeOf } from '../../storage/place.ts'
import { StoreError } from '../../storage/store.ts'
import type { Translations } from '../../translations/status.ts'
import { type ArticleViews, followMovedViews, readViewsFile, ViewsError } from '../../translations/views.ts'
import { TranslateError } from './request.ts'

const DAY = 86_400_000
/** A season: less would let one busy week decide, more would count what nobody asks any more. */
const DAYS = 90

/**
 * How often articles are opened, from the file that was named or from the database of the server; undefined where there is neither. A database that
 * cannot be reached is no reason to say nothing about translations, so it becomes a note.
 */
export async function findViews(translations: Translations, file: string | undefined): Promise<{ views?: ArticleViews; source?: string; note?: string }> {
  const moves = followRedirects(translations.tree.redirects.filter(({ from }) => !from.startsWith('/')))
  if (file !== undefined) {
    if (!existsSync(file)) throw new TranslateError(`There is no file "${file}". Name the table of articles that you saved from the insights.`)
    try {
      return { views: followMovedViews(readViewsFile(file), moves), source: file }
    } catch (error) {
      if (error instanceof ViewsError) throw new TranslateError(error.message)
      throw error
    }
  }
  try {
    const config = readConfig(process.env)
    const place = placeOf(config)
    // Opening a database makes it.
    if (place.kind === 'sqlite' && !existsSync(join(place.dataDir, DATABASE_FILE))) return {}
    const store = await openStore(place, { site: config.siteId })
    try {
      const today = Math.floor(Date.now() / DAY)
      const views = followMovedViews(await readViews(store.readApart, { from: today - DAYS + 1, to: today }), moves)
      return views.size === 0 ? {} : { views, source: `the last ${DAYS} days` }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof ConfigError)) throw error
    return { note: `Views are left out: ${error.message}` }
  }
}
