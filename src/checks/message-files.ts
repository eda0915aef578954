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
  /** Found when somebody asks. */
  readonly place: Place
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
  /** Lines of the groups, so that a missing text can be placed where it belongs; found when somebody asks. */
  readonly groups: Map<string, Place>
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
  const exists = existsSync(path)
  const { text: source, findings } = exists ? readTextFile(path) : { text: '', findings: [] }
  let places: Places | undefined
  // To find places takes longer than everything else, and few texts have a finding.
  const findPlaces = () => {
    places ??= readPlaces(source)
    return places
  }
  const result: MessageFile = {
    locale,
    file: displayPath(path),
    exists,
    messages: new Map(),
    known: new Set(),
    get groups() {
      return findPlaces().groups
    },
    problems: findings.map(({ message, line }) => ({ message, place: { line: line ?? 1 } })),
  }
  if (!exists) return result
  let content: unknown
  try {
    content = JSON.parse(source)
  } catch (error) {
    result.problems.push(explainSyntax(error, source))
    return result
  }
  readGroup(content, '')
  return result

  function readGroup(group: unknown, prefix: string): void {
    if (!isGroup(group)) {
      result.problems.push({ message: 'The file must hold one object of texts: { "site": { … } }.', place: { line: 1 } })
      return
    }
    for (const [name, value] of Object.entries(group)) {
      const key = prefix + name
      const problem = (message: string) => result.problems.push({ message, place: findPlaces().keys.get(key) ?? { line: 1 } })
      if (key.split('.').includes('__proto__')) problem(`"${key}" cannot be the name of a text or a group. Remove it.`)
      else if (isGroup(value)) readGroup(value, `${key}.`)
      else if (typeof value === 'string') {
        result.messages.set(key, {
          key,
          text: value,
          get place() {
            return findPlaces().keys.get(key) ?? { line: 1 }
          },
        })
        result.known.add(key)
      } else problem(`The value of "${key}" must be a text in quotes.`)
    }
  }
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function explainSyntax(error: unknown, source: string): MessageFile['problems'][number] {
  const { document, at } = parse(source)
  const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? document.errors[0]?.pos[0] ?? source.length)
  const reason =
    error instanceof Error ? error.message.replace(/ in JSON at position.*$/s, '').replace(/, (\.{3})?"[\s\S]*" is not valid JSON$/, '') : String(error)
  const place = at(Math.min(offset, source.length))
  return {
    message: `This is not valid JSON at line ${place.line}, column ${place.column}: ${reason}. Look for a missing comma, quote or brace there or just before.`,
    place,
  }
}

/** Where each key of a file stands, dotted. */
interface Places {
  keys: Map<string, Place>
  /** Of groups of texts alone. */
  groups: Map<string, Place>
}

function readPlaces(source: string): Places {
  const { document, at } = parse(source)
  const places: Places = { keys: new Map(), groups: new Map() }
  const read = (node: unknown, prefix: string) => {
    if (!isMap(node)) return
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = prefix + String(isScalar(pair.key) ? pair.key.value : pair.key)
      const place = at(pair.key.range?.[0] ?? 0)
      places.keys.set(key, place)
      if (!isMap(pair.value)) continue
      places.groups.set(key, place)
      read(pair.value, `${key}.`)
    }
  }
  read(document.contents, '')
  return places
}

/** JSON is YAML, and the YAML parser knows where each key stands. */
function parse(source: string) {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Place => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col })
  return { document, at }
}
