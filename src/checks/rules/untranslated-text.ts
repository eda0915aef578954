import { join } from 'node:path'
import { bodyOf } from '../../articles/parse.ts'
import { displayPath, readTextFile } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { CheckedContent } from '../content.ts'
import type { Report, Rule } from '../rule.ts'

/** Texts of fewer words are often names, or happen to be the same in two languages. */
const ENOUGH = 4
/** Keys that one finding names. */
const SHOWN = 6

/** A text in one language that is word for word that of another: copied to be translated, and forgotten. */
export const untranslatedText: Rule = {
  id: 'untranslated-text',
  severity: 'warning',
  check(content, report) {
    const [original] = content.locales
    if (original === undefined) return
    checkMessages(content, original, report)
    checkGlossary(content, original, report)
    for (const snippet of content.tree.snippets) {
      const source = content.tree.snippets.find(({ locale, id }) => locale === original && id === snippet.id)
      if (!source || !isCopy(bodyOf(snippet.source), bodyOf(source.source), snippet.locale, original)) continue
      report(snippet, `This snippet is word for word the one in ${nameOf(original)}. Translate it, or remove the file and readers get that one.`, { line: 1 })
    }
  },
}

/** One finding for a file: somebody who copied it whole knows by the first what to do. */
function checkMessages(content: CheckedContent, original: string, report: Report): void {
  const { reference, files } = content.messages
  const originals = [
    { locale: 'en', messages: reference.messages },
    { locale: original, messages: files.find(({ locale }) => locale === original)?.messages },
  ]
  for (const file of files) {
    const copies = [...file.messages.values()].flatMap((message) => {
      const from = originals.find(({ locale, messages }) => isCopy(message.text, messages?.get(message.key)?.text ?? '', file.locale, locale))
      return from ? [{ ...message, from: from.locale }] : []
    })
    const [first] = copies
    if (!first) continue
    const keys = copies.slice(0, SHOWN).map(({ key, place }) => `"${key}" (line ${place.line})`)
    const count = copies.length === 1 ? 'A text is' : `${copies.length} texts are`
    const rest = copies.length > SHOWN ? ` and ${copies.length - SHOWN} more` : ''
    report(
      file,
      `${count} word for word the same as in ${nameOf(first.from)}: ${keys.join(', ')}${rest}. Translate what readers of ${file.locale} should see in their language.`,
      first.place,
    )
  }
}

function checkGlossary(content: CheckedContent, original: string, report: Report): void {
  const { glossary, dir } = content.tree
  for (const [locale, entries] of glossary) {
    const path = join(dir, 'glossary', `${locale}.yml`)
    entries.forEach(({ id, definition }, index) => {
      const source = glossary.get(original)?.find((entry) => entry.id === id)
      if (!source || !isCopy(definition, source.definition, locale, original)) return
      const place = findYamlPlace(readTextFile(path).text, [index, 'definition'])
      report(
        { file: displayPath(path) },
        `The definition of "${id}" is word for word the one in ${nameOf(original)}. Translate it, or remove the entry.`,
        place,
      )
    })
  }
}

function isCopy(text: string, original: string, locale: string, originalLocale: string): boolean {
  // British and American English are allowed to agree.
  if (new Intl.Locale(locale).language === new Intl.Locale(originalLocale).language) return false
  return text.trim() === original.trim() && countWords(text, originalLocale) >= ENOUGH
}

function countWords(text: string, locale: string): number {
  const bare = text.replace(/\{\{.*?\}\}|<[^>]*>|https?:\S+/g, ' ')
  return [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(bare)].filter((segment) => segment.isWordLike).length
}

const nameOf = (locale: string) => new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale
