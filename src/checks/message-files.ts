import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isScalar, LineCounter, parseDocument, type Node, type Pair } from 'yaml'
import { findProductMessages, messagesFile, OWN_MESSAGES } from '../languages/load.ts'
import { PLURAL_SUFFIX } from '../languages/messages.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import type { Place } from './contract.ts'

/** One text of a messages file. */
export interface Message {
  /** Dotted, with its plural suffix, e.g. `search.count_one`. */
  key: string
  text: string
  place: Place
}

/** The interface texts of one locale: the content's, else the product's. */
export interface MessageFile {
  locale: string
  file: string
  /** False when neither the content nor the product has the file. */
  exists: boolean
  /** Texts of this file by key. */
  messages: Map<string, Message>
  /** Every key that pages of this locale find: of this file, and of the product's under it. */
  known: Set<string>
  /** Lines of the groups, so that a missing text can be placed where it belongs. */
  groups: Map<string, Place>
  /** What keeps the file from being read as texts. */
  problems: { message: string; place: Place }[]
}

export interface MessageFiles {
  /** The product's English texts: the list of keys and variables. */
  reference: MessageFile
  files: MessageFile[]
}

/** Reads the messages of every locale with the line of every key. */
export function readMessageFiles(contentDir: string, locales: string[], messagesDir: string = OWN_MESSAGES): MessageFiles {
  const known = new Map<string, MessageFile>()
  const read = (locale: string, path: string) => {
    const name = `${locale} ${path}`
    const file = known.get(name) ?? readMessageFile(locale, path)
    known.set(name, file)
    return file
  }
  return {
    reference: read('en', join(messagesDir, 'en.json')),
    files: locales.map((locale) => {
      const own = messagesFile(contentDir, locale)
      const products = findProductMessages(locale, messagesDir)
      const file = read(locale, existsSync(own) ? own : (products ?? own))
      if (products !== undefined) for (const key of read(locale, products).messages.keys()) file.known.add(key)
      return file
    }),
  }
}

/** Key without its plural suffix. */
export const baseKey = (key: string): string => key.replace(PLURAL_SUFFIX, '')

/** Names of the variables in a text: `{{count, number}}` is `count`. */
export function variablesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) => name ?? ''))
}

/** Where a text with this key would be added: its group, else the start of the file. */
export function placeFor(file: MessageFile, key: string): Place {
  for (let group = key; group.includes('.'); ) {
    group = group.slice(0, group.lastIndexOf('.'))
    const place = file.groups.get(group)
    if (place) return place
  }
  return { line: 1 }
}

function readMessageFile(locale: string, path: string): MessageFile {
  const result: MessageFile = {
    locale,
    file: displayPath(path),
    exists: existsSync(path),
    messages: new Map(),
    known: new Set(),
    groups: new Map(),
    problems: [],
  }
  if (!result.exists) return result
  const { text: source, findings } = readTextFile(path)
  for (const { message, line } of findings) result.problems.push({ message, place: { line: line ?? 1 } })
  const lines = new LineCounter()
  // JSON is YAML, and the YAML parser knows where each key stands.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Place => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col })
  try {
    JSON.parse(source)
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? document.errors[0]?.pos[0] ?? source.length)
    const reason =
      error instanceof Error ? error.message.replace(/ in JSON at position.*$/s, '').replace(/, (\.{3})?"[\s\S]*" is not valid JSON$/, '') : String(error)
    const place = at(Math.min(offset, source.length))
    result.problems.push({
      message: `This is not valid JSON at line ${place.line}, column ${place.column}: ${reason}. Look for a missing comma, quote or brace there or just before.`,
      place,
    })
    return result
  }
  readGroup(document.contents, '')
  return result

  function readGroup(node: unknown, prefix: string): void {
    if (!isMap(node)) {
      result.problems.push({ message: 'The file must hold one object of texts: { "site": { … } }.', place: { line: 1 } })
      return
    }
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = prefix + String(isScalar(pair.key) ? pair.key.value : pair.key)
      const place = at(pair.key.range?.[0] ?? 0)
      if (key.split('.').includes('__proto__')) {
        result.problems.push({ message: `"${key}" cannot be the name of a text or a group. Remove it.`, place })
      } else if (isMap(pair.value)) {
        result.groups.set(key, place)
        readGroup(pair.value, `${key}.`)
      } else if (isScalar(pair.value) && typeof pair.value.value === 'string') {
        result.messages.set(key, { key, text: pair.value.value, place })
        result.known.add(key)
      } else result.problems.push({ message: `The value of "${key}" must be a text in quotes.`, place })
    }
  }
}
