import { join } from 'node:path'
import { parse } from 'yaml'
import { isPublicAddress } from '../../settings/address.ts'
import { displayPath, readTextFile } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** An address in the settings that readers cannot open: search engines, feeds and shared links would lead them there. */
export const addressNotPublic: Rule = {
  id: 'address-not-public',
  severity: 'warning',
  check(content, report) {
    const { settings, dir } = content.tree
    if (!settings || isPublicAddress(settings.url)) return
    const path = join(dir, 'settings.yml')
    const { text } = readTextFile(path)
    // Without an address nothing is wrong yet: `npm start` uses its own, and the build says so. SITE_URL is not the writer's.
    const written = (parse(text) as { url?: string }).url
    if (written === undefined || written.replace(/\/+$/, '') !== settings.url) return
    report(
      { file: displayPath(path) },
      `The address of the site is "${written}", which readers cannot open, and the sitemap, feeds and llms.txt name it. Write the public address, or remove the line: "npm start" then uses the address that it serves.`,
      findYamlPlace(text, ['url']),
    )
  },
}
