import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import { createTranslators, type MessageTree, type Translator } from './messages.ts'

/** The product's own messages: its en.json is the list of keys that every locale needs. */
export const OWN_MESSAGES = 'content/messages'

/** File of a locale's interface texts: the content's own, or the product's when the content has none. */
export function messagesFile(contentDir: string, code: string): string {
  const own = join(contentDir, 'messages', `${code}.json`)
  return existsSync(own) ? own : join(OWN_MESSAGES, `${code}.json`)
}

export function readMessages(contentDir: string, code: string): MessageTree {
  return JSON.parse(readFileSync(messagesFile(contentDir, code), 'utf8')) as MessageTree
}

/** A translator for every locale in the settings; `{{company}}` and `{{site}}` are known to all texts. */
export function loadTranslators(contentDir: string, settings: Settings): Promise<Map<string, Translator>> {
  const messages = Object.fromEntries(settings.locales.map(({ code }) => [code, readMessages(contentDir, code)]))
  return createTranslators(settings.locales, messages, (code) => ({
    company: readText(settings.company.name, code, settings),
    site: readText(settings.name, code, settings),
  }))
}
