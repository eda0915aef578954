import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { BuildCache } from '../output/build-cache.ts'
import { KeptTogether } from '../output/kept-together.ts'
import { compareLinks } from './links.ts'
import { compareParts, type PartDifference } from './parts.ts'
import type { Translations, TranslationStatus } from './status.ts'

/** What a translation has otherwise than its original in blocks that are translated and up to date. */
export interface Differences {
  locale: string
  file: string
  parts: PartDifference[]
  links: { line: number; missing: string[]; added: string[] }[]
}

/**
 * Compares all translations with their originals, article by article: the blocks of each are forgotten before the next, because those of
 * thousands fill the memory. `locales` are those of the settings; what `cache` has is not compared again.
 */
export function findDifferences(
  translations: Translations,
  statuses: readonly TranslationStatus[],
  { locales, cache }: { locales: string[]; cache?: BuildCache | undefined },
): Differences[] {
  const kept = cache && new KeptTogether<Differences>(cache, `differences in ${resolve(translations.tree.dir)}`)
  const found: Differences[] = []
  for (const [path, ofArticle] of Map.groupBy(statuses, (status) => status.path)) {
    for (const status of ofArticle) {
      const name = translations.nameTexts(status.locale, path)
      if (name === undefined) continue
      const key = createHash('sha256')
        .update(JSON.stringify([name, locales]))
        .digest('base64url')
      const differences = kept?.get(key) ?? compare(translations, status, locales)
      kept?.set(key, differences)
      if (differences.parts.length + differences.links.length > 0) found.push(differences)
    }
    translations.forget(path)
  }
  kept?.keep()
  return found
}

function compare(translations: Translations, { locale, path, file, changes }: TranslationStatus, locales: string[]): Differences {
  const translation = translations.translation(locale, path)
  return {
    locale,
    file,
    parts: translation && changes.length === 0 ? compareParts(translation) : [],
    links: translation ? compareLinks(translation, locales).map(({ block, missing, added }) => ({ line: block.line, missing, added })) : [],
  }
}
