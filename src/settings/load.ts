import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Finding } from '../checks/contract.ts'
import { findFallbackChain } from '../languages/contract.ts'
import { unsetAddress } from './address.ts'
import { settingsSchema, type LocalisedText, type Settings } from './contract.ts'
import { displayPath, readTextFile } from './text-file.ts'
import { parseYaml } from './yaml.ts'

/** What is known of `settings.yml`. */
interface LoadedSettings {
  /** Undefined when anything in it is wrong. */
  settings: Settings | undefined
  /** The entries that are right by themselves, so that one mistake does not keep the rest of the content from being checked. */
  readable: Partial<Settings>
  findings: Finding[]
}

/** Reads `settings.yml`; `SITE_URL` in the environment overrides its `url`, and HOST and PORT stand in for it. */
export function loadSettings(contentDir: string, environment: Record<string, string | undefined> = process.env): LoadedSettings {
  const path = join(contentDir, 'settings.yml')
  const file = displayPath(path)
  if (!existsSync(path)) {
    const message = 'There is no settings.yml in the content folder. Copy content/settings.yml, or set CONTENT_DIR to the right folder.'
    return { settings: undefined, readable: {}, findings: [{ rule: 'missing-settings', severity: 'error', file, message }] }
  }
  const source = readTextFile(path)
  const read = parseYaml(source.text, settingsSchema, { file })
  const { value } = read
  const findings = [...source.findings, ...read.findings]
  if (!value) return { settings: undefined, readable: readEntries(source.text, file), findings }
  const given = environment['SITE_URL']?.trim()
  const found = (url: string | undefined): LoadedSettings => {
    const settings = { ...value, url: url ?? unsetAddress(environment) }
    return { settings, readable: settings, findings }
  }
  if (!given) return found(value.url)
  const address = settingsSchema.shape.url.safeParse(given)
  if (address.success) return found(address.data)
  const message = `SITE_URL is "${given}". It must be a web address without a path, such as https://help.example.com.`
  return { settings: undefined, readable: value as Partial<Settings>, findings: [{ rule: 'invalid-site-url', severity: 'error', file: 'SITE_URL', message }] }
}

/** Every entry of settings that its own schema takes; none when the file is not YAML. */
function readEntries(text: string, file: string): Partial<Settings> {
  const { value = {} } = parseYaml(text, z.record(z.string(), z.unknown()), { file })
  const entries = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const { success, data } = schema.safeParse(value[key])
    return success && data !== undefined ? [[key, data]] : []
  })
  return Object.fromEntries(entries) as Partial<Settings>
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
