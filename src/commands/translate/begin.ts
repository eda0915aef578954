import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseFrontMatter } from '../../articles/parse.ts'
import { displayPath } from '../../settings/text-file.ts'
import { makeTranslatedFile } from '../../translations/exchange/write-back.ts'
import { recordBlock, replaceFile, writeRecord } from '../../translations/records.ts'
import { readLocale, readPath, TranslateError, type TranslateRequest } from './request.ts'

/**
 * Begins translations: the original's file with the front matter that a translation has, to be written over. Its record says that it is a copy,
 * because names, short texts and those of a language's other country cannot be told from translated ones.
 */
export function begin({ translations, words }: TranslateRequest): void {
  const locale = readLocale(translations, words[0])
  const paths = (words.length > 1 ? words.slice(1) : [undefined]).map((word) => readPath(translations, word))
  const { dir } = translations.tree
  // All of them can be begun before the first is written.
  const begun = [...new Set(paths)].map((path) => {
    const file = join(dir, 'articles', locale, `${path}.mdx`)
    if (translations.source(locale, path) || existsSync(file))
      throw new TranslateError(`${displayPath(file)} exists already. See "npm run translate -- status ${locale}".`)
    const original = translations.source(translations.originalLocale, path)
    const blocks = original && translations.blocks(original)
    if (!original || !blocks)
      throw new TranslateError(
        original ? `${original.file} cannot be read. Run "npm run check".` : `There is no original of ${path} in "${translations.originalLocale}".`,
      )
    const { keywords } = (parseFrontMatter(original.source, original.file).value ?? {}) as { keywords?: unknown }
    // Keywords are the translator's to write anew, and a list to write over is not forgotten.
    return {
      path,
      file,
      text: makeTranslatedFile(original.source, [], { keywords }),
      record: { begun: true as const, blocks: blocks.map((block) => recordBlock(block)) },
    }
  })
  for (const { path, file, text, record } of begun) {
    replaceFile(file, text)
    writeRecord(dir, locale, path, record)
    console.log(`Written: ${displayPath(file)}`)
  }
  console.log(
    'Write your language over the text; ids of headings, links and code stay. Readers keep the fallback until enough is translated; "npm run translate -- status" says what is left, and "confirm" that the rest is the same on purpose.',
  )
}
