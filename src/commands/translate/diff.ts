import { diffWordsWithSpace } from 'diff'
import type { Change } from '../../translations/changes.ts'
import type { Translation } from '../../translations/status.ts'
import { type Paint, painter } from './paint.ts'
import { readLocale, readPath, TranslateError, type TranslateRequest } from './request.ts'

/** What changed in the original, with the translation beside it. */
export function showDiff({ translations, words, options, colours }: TranslateRequest): void {
  const locale = readLocale(translations, words[0])
  const path = readPath(translations, words[1])
  const status = translations.status(locale, path)
  const translation = translations.translation(locale, path)
  if (!translation)
    throw new TranslateError(`${path} cannot be compared: ${status.state === 'unreadable' ? 'one of both files cannot be read' : status.state}.`)
  const { changes } = translation.comparison
  if (options.json) {
    console.log(
      JSON.stringify(
        changes.map((change) => ({ before: change.before?.[2], now: change.now?.text, line: change.now?.line, ...besideOf(change, translation) })),
        null,
        2,
      ),
    )
    return
  }
  if (changes.length === 0) {
    console.log(`The original has not changed since ${translation.source.file} was made.`)
    return
  }
  const paint = painter(colours)
  console.log(`${translation.original.file} changed in ${changes.length} of ${status.total} blocks since it was translated.\n`)
  for (const change of changes) console.log(`${describeChange(change, translation, locale, paint)}\n`)
  console.log(`When ${translation.source.file} says this too: npm run translate -- confirm ${locale} ${path}`)
}

/** One change: where, what it was and is with the words that differ marked, and the translation of what it was. */
export function describeChange(change: Change, translation: Translation, locale: string, paint: Paint): string {
  const { before, now } = change
  const { original } = translation
  const kind = now?.kind ?? before?.[0] ?? ''
  const verb = before && now ? 'changed' : now ? 'new' : 'removed'
  const lines = [paint('bold', now ? `${original.file}:${now.line} ${kind} ${verb}` : `${kind} ${verb}`)]
  if (before && now) lines.push(`  ${markWords(before[2], now.text, paint)}`)
  else if (now) lines.push(`  ${paint('green', `{+${now.text}+}`)}`)
  else if (before) lines.push(`  ${paint('red', `[-${before[2]}-]`)}`)
  const beside = besideOf(change, translation)
  if (beside.translation !== undefined) lines.push(`  ${paint('dim', `${locale}, line ${beside.translationLine}:`)} ${beside.translation}`)
  return lines.join('\n')
}

function markWords(before: string, now: string, paint: Paint): string {
  return diffWordsWithSpace(before, now)
    .map(({ value, added, removed }) => (added ? paint('green', `{+${value}+}`) : removed ? paint('red', `[-${value}-]`) : value))
    .join('')
}

/** The translation of what changed, while there is one. */
function besideOf({ now }: Change, { blocks, translated, counterparts }: Translation) {
  const counterpart = now && translated[counterparts[blocks.indexOf(now)] ?? -1]
  return counterpart ? { translation: counterpart.text, translationLine: counterpart.line } : {}
}
