import { confirmTranslation, markMinor } from '../../translations/confirm.ts'
import { writeRecord } from '../../translations/records.ts'
import { describeChange } from './diff.ts'
import { painter } from './paint.ts'
import { readLine, readLocale, readPath, TranslateError, type TranslateRequest } from './request.ts'

/** A translator says that translations say what their originals say now. */
export function confirm({ translations, words, options }: TranslateRequest): void {
  const locales = words[0] === 'all' ? translations.locales : [readLocale(translations, words[0])]
  const paths = (words.length > 1 ? words.slice(1) : [undefined]).map((word) => readPath(translations, word))
  const line = readLine(options)
  for (const path of paths) {
    const found = locales.flatMap((locale) => {
      const translation = translations.translation(locale, path)
      return translation ? [{ locale, translation }] : []
    })
    if (found.length === 0) throw new TranslateError(`There is no translation of ${path} into ${locales.join(', ')} that can be read.`)
    for (const { locale, translation } of found) {
      const { changes } = translation.comparison
      const chosen = line === undefined ? changes : changes.filter(({ now }) => now?.line === line)
      if (line !== undefined && chosen.length === 0) {
        const { file } = translation.original
        throw new TranslateError(`No change begins on line ${line} of ${file}. See "npm run translate -- diff ${locale} ${path}".`)
      }
      const record = confirmTranslation(translation, line === undefined ? undefined : (change) => chosen.includes(change))
      writeRecord(translations.tree.dir, locale, path, record)
      const count = `${chosen.length} of ${changes.length} change${changes.length === 1 ? '' : 's'}`
      console.log(
        changes.length === 0 ? `${translation.source.file} was up to date.` : `${translation.source.file} counts as made from today’s original (${count}).`,
      )
    }
  }
}

/** A writer says that an edit changes nothing for translations. */
export function minor({ translations, words, options, colours }: TranslateRequest): void {
  const path = readPath(translations, words[0])
  const line = readLine(options)
  const locales = options.locale === undefined ? undefined : [readLocale(translations, options.locale)]
  const marks = markMinor(translations, path, ({ now }) => line === undefined || now?.line === line, locales)
  const marked = marks.filter((mark) => mark.marked.length > 0)
  const paint = painter(colours)
  if (marks.every((mark) => mark.marked.length + mark.unclear.length === 0)) {
    console.log(`No translation of ${path} is behind${line === undefined ? '' : ` by a change on line ${line}`}, so there is nothing to mark.`)
    return
  }
  const [first] = marked
  const translation = first && translations.translation(first.locale, path)
  if (first && translation) {
    console.log(`Marked as minor for ${marked.map((mark) => mark.locale).join(', ')}:\n`)
    for (const change of first.marked) console.log(`${describeChange(change, { ...translation, counterparts: [] }, first.locale, paint)}\n`)
  }
  const unclear = marks.filter((mark) => mark.unclear.length > 0)
  if (unclear.length === 0) return
  const names = unclear.map((mark) => mark.locale)
  throw new TranslateError(
    `Not marked: ${names.join(' and ')} were translated from different originals of the same block, so one of the edits since may matter. Look at "npm run translate -- diff ${names[0]} ${path}", then name the locale: npm run translate -- minor ${path} --locale ${names[0]}`,
  )
}
