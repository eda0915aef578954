import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../checks/contract.ts'
import { findFallbackChain } from '../languages/contract.ts'
import { unsetAddress } from './address.ts'
import { settingsSchema, type LocalisedText, type Settings } from './contract.ts'
import { displayPath, readTextFile } from './text-file.ts'
import { parseYaml } from './yaml.ts'

/** Reads `settings.yml`; `SITE_URL` in the environment overrides its `url`, and HOST and PORT stand in for it. */
export function loadSettings(
  contentDir: string,
  environment: Record<string, string | undefined> = process.env,
): { settings: Settings | undefined; findings: Finding[] } {
  const path = join(contentDir, 'settings.yml')
  const file = displayPath(path)
  if (!existsSync(path)) {
    const message = 'There is no settings.yml in the content folder. Copy content/settings.yml, or set CONTENT_DIR to the right folder.'
    return { settings: undefined, findings: [{ rule: 'missing-settings', severity: 'error', file, message }] }
  }
  const source = readTextFile(path)
  const read = parseYaml(source.text, settingsSchema, { file })
  const { value } = read
  const findings = [...source.findings, ...read.findings]
  if (!value) return { settings: undefined, findings }
  const given = environment['SITE_URL']?.trim()
  if (!given) return { settings: { ...value, url: value.url ?? unsetAddress(environment) }, findings }
  const address = settingsSchema.shape.url.safeParse(given)
  if (address.success) return { settings: { ...value, url: address.data ?? unsetAddress(environment) }, findings }
  const message = `SITE_URL is "${given}". It must be a web address without a path, such as https://help.example.com.`
  return { settings: undefined, findings: [{ rule: 'invalid-site-url', severity: 'error', file: 'SITE_URL', message }] }
}

/** The text in the best available locale of the reader's fallback chain. */
export function readText(text: LocalisedText, locale: string, settings: Settings): string {
  if (typeof text === 'string') return text
  return text[findTextLocale(text, locale, settings)] ?? ''
}

/** The locale whose text a reader gets. A text in one language for all counts as the reader's own: nobody said which it is. */
export function findTextLocale(text: LocalisedText, locale: string, settings: Settings): string {
  if (typeof text === 'string') return locale
  return findFallbackChain(settings.locales, locale).find((candidate) => text[candidate]) ?? Object.keys(text)[0] ?? locale
}
