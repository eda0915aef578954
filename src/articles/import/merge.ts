import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type YAMLSeq } from 'yaml'

/** A list in a YAML file, with entries put at its end. */
export interface Merged {
  text: string
  /** What was added, by id. */
  added: string[]
}

/**
 * Puts entries that a list of another file lacks at the end of that list, and leaves every other sign of the file as it is. `key` is
 * the field that tells entries apart; `path` leads to the list. Undefined when the file is not YAML that has such a list.
 */
export function mergeList(text: string, entries: readonly Record<string, unknown>[], key: string, path: readonly string[] = []): Merged | undefined {
  const document = parseDocument(text, { prettyErrors: false })
  const list = document.errors.length === 0 ? (path.length === 0 ? document.contents : document.getIn(path)) : undefined
  if (!isSeq(list)) return undefined
  const known = new Set(list.items.map((item) => (isMap(item) ? String(item.get(key)) : isScalar(item) ? String(item.value) : '')))
  const missing = entries.filter((entry) => !known.has(String(entry[key])))
  if (missing.length === 0) return { text, added: [] }
  return {
    text: list.flow || list.items.length === 0 ? addToDocument(document, list, missing) : addLines(text, list, missing),
    added: missing.map((entry) => String(entry[key])),
  }
}

/** A list in brackets is written anew, with the comments of the file. */
function addToDocument(document: Document, list: YAMLSeq, missing: readonly Record<string, unknown>[]): string {
  list.flow = false
  for (const entry of missing) list.items.push(document.createNode(entry))
  return document.toString({ lineWidth: 0 })
}

/** A list of lines gets more lines, because writing the whole file anew would move comments and spaces. */
function addLines(text: string, list: YAMLSeq, missing: readonly Record<string, unknown>[]): string {
  const start = list.range?.[0] ?? 0
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
  const last = list.items.at(-1) as { range?: [number, number, number] }
  // The range of a last entry may reach over empty lines and comments that belong to what follows.
  const content = text.slice(0, last.range?.[1] ?? text.length).trimEnd().length
  const lineEnd = text.indexOf('\n', content)
  const at = lineEnd < 0 ? text.length : lineEnd
  const lines = stringify(missing, { lineWidth: 0 }).trimEnd().replace(/^/gm, indent)
  return `${text.slice(0, at)}\n${lines}${text.slice(at) || '\n'}`
}
