import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** Settings without a way to reach a person, for all readers or for those of a language: pages then have no link "Contact us". */
export const noContactChannel: Rule = {
  id: 'no-contact-channel',
  severity: 'warning',
  check(content, report) {
    const { dir, readable } = content.tree
    const { contact } = readable
    // The form reaches a person, too.
    if (!contact || contact.tickets) return
    const { channels } = contact
    const without = content.locales.filter((code) => !channels.some((channel) => !channel.locales || channel.locales.includes(code)))
    if (without.length === 0) return
    const path = join(dir, 'settings.yml')
    const readers = channels.length === 0 ? '' : ` for readers of ${without.join(', ')}`
    report(
      { file: displayPath(path) },
      `The settings name no contact channel${readers}, so pages show no link to the contact page there. Add one to "channels": { type: email, address: help@example.com, label: Write to us }.`,
      findYamlPlace(readFileSync(path, 'utf8'), ['contact', 'channels']),
    )
  },
}
