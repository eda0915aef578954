import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalisedText } from '../../settings/contract.ts'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A text of the settings that a language lacks, so its readers see another language. */
export const localisedTextMissing: Rule = {
  id: 'localised-text-missing',
  severity: 'warning',
  check(content, report) {
    const { dir, readable: settings, categories, notices } = content.tree
    const compare = (file: string, path: (string | number)[], text: LocalisedText | undefined, locales: readonly string[] = content.locales) => {
      if (text === undefined || typeof text === 'string') return
      const missing = locales.filter((code) => !text[code])
      if (missing.length === 0) return
      const name = path.filter((part) => typeof part === 'string').join('.')
      const place = findYamlPlace(readFileSync(file, 'utf8'), path)
      report(
        { file: displayPath(file) },
        `The text "${name}" is missing in ${missing.join(', ')}. Readers of ${missing.length === 1 ? 'that language' : 'those languages'} see another language. Add ${missing.map((code) => `"${code}: …"`).join(', ')}.`,
        place,
      )
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
  },
}
