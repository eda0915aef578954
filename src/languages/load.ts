import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import { createTranslators, type MessageTree, type Translator } from './messages.ts'

/**
 * The product's own messages, and those of the content in `content/`. They are the base of every other content folder, whose
 * files say only what is different there; so texts that an update adds or removes never keep a content folder from being built.
 */
export const OWN_MESSAGES = 'content/messages'

/** The content's own file of a locale's interface texts; it need not exist. */
export const messagesFile = (contentDir: string, code: string): string => join(contentDir, 'messages', `${code}.json`)

/** The product's file for a locale: its own, else its language's, as `en.json` for `en-GB`. Undefined when there is none. */
export function findProductMessages(code: string, messagesDir: string = OWN_MESSAGES): string | undefined {
  const { language, script } = new Intl.Locale(code).maximize()
  const names = [code, ...(new Intl.Locale(language).maximize().script === script ? [language] : [])]
  return names.map((name) => join(messagesDir, `${name}.json`)).find((path) => existsSync(path))
}

/** Interface texts of a locale: the product's, with the content's laid over them key by key. Throws when a file is no JSON. */
export function readMessages(contentDir: string, code: string, messagesDir: string = OWN_MESSAGES): MessageTree {
  const base = findProductMessages(code, messagesDir)
  const own = messagesFile(contentDir, code)
  return layOver(base ? parse(base) : {}, existsSync(own) ? parse(own) : {})
}

/** A translator for every locale in the settings; `{{company}}` and `{{site}}` are known to all texts. */
export function loadTranslators(contentDir: string, settings: Settings): Promise<Map<string, Translator>> {
  const messages = Object.fromEntries(settings.locales.map(({ code }) => [code, readMessages(contentDir, code)]))
  return createTranslators(settings.locales, messages, (code) => ({
    company: readText(settings.company.name, code, settings),
    site: readText(settings.name, code, settings),
  }))
}

function parse(path: string): MessageTree {
  try {
    return JSON.parse(readTextFile(path).text) as MessageTree
  } catch (error) {
    throw new Error(`${displayPath(path)} is not valid JSON: ${error instanceof Error ? error.message : error}. Run "npm run check" for the line.`)
  }
}

/** A group never gives way to a text of the same name, nor a text to a group: the page would have nothing to say. */
function layOver(base: MessageTree, own: MessageTree): MessageTree {
  const result: MessageTree = { ...base }
  for (const [key, value] of Object.entries(own)) {
    // Setting it would change what the object inherits instead of adding a text.
    if (key === '__proto__') continue
    const below = base[key]
    if (typeof value === 'string') {
      if (typeof below !== 'object') result[key] = value
    } else if (typeof below !== 'string' && typeof value === 'object' && value !== null) result[key] = layOver(below ?? {}, value)
  }
  return result
}
