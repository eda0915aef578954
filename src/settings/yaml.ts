import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml'
import type * as z from 'zod'
import type { Finding } from '../checks/contract.ts'
import { describeIssues } from './schema-issues.ts'

/** Where a YAML text stands: which file, and on which line of it the text begins. */
export interface YamlPlace {
  file: string
  /** 1-based line of the file on which the text's first line stands. */
  firstLine?: number
}

type Path = readonly PropertyKey[]

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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
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

  if (document.errors.length > 0) {
    return {
      value: undefined,
      findings: document.errors.map((error) => finding('yaml-syntax', explainSyntax(error), error.pos[0])),
    }
  }
  const value: unknown = document.toJS() ?? {}
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, findings: [] }
  return {
    value: undefined,
    findings: describeIssues(result.error, schema, value).map(({ path, message, onKey }) => finding('invalid-field', message, offsetOf(document, path, onKey))),
  }
}

/** What to type, for the mistakes people make; the parser's own words for the rest. */
function explainSyntax(error: YAMLError): string {
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'This text has ": " in it, which YAML takes for another field. Put the whole text in quotes: title: "Cost: what you pay".'
    case 'MISSING_CHAR':
      return /quote/.test(error.message) ? 'A quote is opened and not closed. Add the same quote at the end of the text.' : generalSyntax(error)
    case 'TAB_AS_INDENT':
      return 'The line begins with a tab. Indent with spaces.'
    case 'DUPLICATE_KEY':
      return 'This field stands here twice. Keep one.'
    default:
      return generalSyntax(error)
  }
}

const generalSyntax = (error: YAMLError) =>
  `This is not valid YAML: ${error.message.replace(/\.?$/, '.')} Put quotes around a text that has ": " or "#" in it or begins with a symbol.`

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
