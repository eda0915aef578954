import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, visit, type YAMLError } from 'yaml'
import type * as z from 'zod'
import type { Finding } from '../checks/contract.ts'
import { describeIssues } from './schema-issues.ts'
import { explainMistake } from './yaml-mistakes.ts'

/** Where a YAML text stands: which file, and on which line of it the text begins. */
export interface YamlPlace {
  file: string
  /** 1-based line of the file on which the text's first line stands. */
  firstLine?: number
}

type Path = readonly PropertyKey[]

/** Far more than a file of content repeats itself, and few enough that none fills the memory. */
const MOST_REFERENCES = 100

/**
 * Reads YAML and holds it against a schema. Every problem becomes a finding with line and column;
 * `value` is undefined when there is any.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  place: YamlPlace,
): { value: z.infer<Schema> | undefined; findings: Finding[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: line + (place.firstLine ?? 1) - 1, column: col }
  }
  const finding = (rule: string, message: string, offset: number): Finding => ({
    rule,
    severity: 'error',
    file: place.file,
    ...at(offset),
    message,
  })

  const mistakes = findMistakes(document)
  if (mistakes.length > 0) {
    // One mistake often makes the parser stumble several times over a line.
    const byLine = new Map(mistakes.map((mistake) => [at(mistake.offset).line, mistake] as const).toReversed())
    const explain = ({ code, message, offset }: Mistake) => explainMistake({ code, message }, text.split(/\r?\n/)[lines.linePos(offset).line - 1] ?? '')
    return { value: undefined, findings: [...byLine.values()].toReversed().map((mistake) => finding('yaml-syntax', explain(mistake), mistake.offset)) }
  }
  const read = toValue(document)
  if ('mistake' in read) return { value: undefined, findings: [finding('yaml-syntax', `${read.mistake.message}.`, read.mistake.offset)] }
  const { value } = read
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, findings: [] }
  return {
    value: undefined,
    findings: describeIssues(result.error, schema, value).map(({ path, message, onKey }) => finding('invalid-field', message, offsetOf(document, path, onKey))),
  }
}

/** Where the parser stumbled. */
interface Mistake {
  code: YAMLError['code']
  message: string
  offset: number
}

/** The values of a document that has no mistake; references to references can still be too many to write out. */
function toValue(document: Document.Parsed): { value: unknown } | { mistake: Mistake } {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_REFERENCES }) ?? {} }
  } catch {
    let offset = 0
    visit(document, {
      Alias: (_key, alias) => {
        offset = alias.range?.[0] ?? 0
        return visit.BREAK
      },
    })
    const message = 'This file refers to its own parts too often ("*name") to be read. Write the texts where they belong'
    return { mistake: { code: 'BAD_ALIAS', message, offset } }
  }
}

/** What keeps YAML from being read as it was meant; also a `*` or `!` at the beginning of a text, which YAML reads as a reference or a type. */
function findMistakes(document: Document.Parsed): Mistake[] {
  const found = [...document.errors, ...document.warnings].map(({ code, message, pos }): Mistake => ({ code, message, offset: pos[0] }))
  visit(document, {
    Alias: (_key, alias, ancestors) => {
      const target = alias.resolve(document)
      if (target && ancestors.includes(target)) {
        found.push({ code: 'BAD_ALIAS', message: `"*${alias.source}" stands inside "&${alias.source}", which would never end`, offset: alias.range?.[0] ?? 0 })
      }
      if (target) return
      found.push({ code: 'BAD_ALIAS', message: `There is no "&${alias.source}" before "*${alias.source}"`, offset: alias.range?.[0] ?? 0 })
    },
  })
  return found.toSorted((a, b) => a.offset - b.offset)
}

/** Line and column of a value in YAML, e.g. of `['related', 1]`; of the nearest parent when it is not there. */
export function findYamlPlace(text: string, path: Path, firstLine = 1): { line: number; column: number } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const { line, col } = lines.linePos(offsetOf(document, path, false))
  return { line: line + firstLine - 1, column: col }
}

/** Offset of the node at a path, or of the nearest parent that exists. */
function offsetOf(document: Document.Parsed, path: Path, onKey: boolean): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) return offset
      const key = (pair.key as Node).range?.[0] ?? offset
      const last = index === path.length - 1
      offset = last && onKey ? key : ((pair.value as Node | null)?.range?.[0] ?? key)
      node = pair.value
    } else {
      node = (node as { items?: unknown[] } | null)?.items?.[step as number]
      if (!isNode(node)) return offset
      offset = node.range?.[0] ?? offset
    }
  }
  return offset
}
