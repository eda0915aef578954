import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalisedText } from '../../settings/contract.ts'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** Texts of one file that a language may lack and still be named one by one; a language with more has only begun. */
const FEW = 3
/** Texts that one finding names. */
const NAMED = 5

interface Missing {
  name: string
  place: { line: number; column: number }
  locales: string[]
}

/** A text of the settings that a language lacks, so its readers see another language. */
export const localisedTextMissing: Rule = {
  id: 'localised-text-missing',
  severity: 'warning',
  check(content, report) {
    const { dir, readable: settings, categories, notices } = content.tree
    const byFile = new Map<string, Missing[]>()
    const compare = (file: string, path: (string | number)[], text: LocalisedText | undefined, locales: readonly string[] = content.locales) => {
      if (text === undefined || typeof text === 'string') return
      const missing = locales.filter((code) => !text[code])
      if (missing.length === 0) return
      const known = byFile.get(file) ?? []
      byFile.set(file, known)
      const name = path.filter((part) => typeof part === 'string').join('.')
      known.push({ name, place: findYamlPlace(readFileSync(file, 'utf8'), path), locales: missing })
    }
    const settingsFile = join(dir, 'settings.yml')
    compare(settingsFile, ['name'], settings.name)
    compare(settingsFile, ['description'], settings.description)
    compare(settingsFile, ['company', 'name'], settings.company?.name)
    settings.contact?.channels.forEach((channel, index) => {
      compare(settingsFile, ['contact', 'channels', index, 'label'], channel.label, channel.locales)
      compare(settingsFile, ['contact', 'channels', index, 'note'], channel.note, channel.locales)
    })
    for (const [index, { name }] of settings.contact?.holidays.entries() ?? []) compare(settingsFile, ['contact', 'holidays', index, 'name'], name)
    settings.contact?.tickets?.topics.forEach((topic, index) => {
      compare(settingsFile, ['contact', 'tickets', 'topics', index, 'label'], topic.label)
    })
    categories.forEach((category, index) => {
      compare(join(dir, 'categories.yml'), [index, 'title'], category.title)
      compare(join(dir, 'categories.yml'), [index, 'description'], category.description)
    })
    for (const notice of notices) compare(join(dir, 'notices', `${notice.id}.yml`), ['text'], notice.text)

    for (const [file, texts] of byFile) {
      const where = { file: displayPath(file) }
      const many = content.locales.filter((code) => texts.filter(({ locales }) => locales.includes(code)).length > FEW)
      for (const code of many) {
        const own = texts.filter(({ locales }) => locales.includes(code))
        const named = own.slice(0, NAMED).map(({ name, place }) => `"${name}" (line ${place.line})`)
        const more = own.length > NAMED ? ` and ${own.length - NAMED} more` : ''
        report(
          where,
          `${own.length} texts are missing in ${code}: ${named.join(', ')}${more}. Readers of that language see another language. Add "${code}: …" to each.`,
          own[0]?.place,
        )
      }
      for (const { name, place, locales } of texts) {
        const missing = locales.filter((code) => !many.includes(code))
        if (missing.length === 0) continue
        report(
          where,
          `The text "${name}" is missing in ${missing.join(', ')}. Readers of ${missing.length === 1 ? 'that language' : 'those languages'} see another language. Add ${missing.map((code) => `"${code}: …"`).join(', ')}.`,
          place,
        )
      }
    }
  },
}
