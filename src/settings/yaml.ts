import { closest, distance } from 'fastest-levenshtein'
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type * as z from 'zod'
import type { Finding } from '../checks/contract.ts'

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
      findings: document.errors.map((error) =>
        finding(
          'yaml-syntax',
          `This is not valid YAML: ${error.message.replace(/\.?$/, '.')} Put quotes around a text with ": " or a leading symbol.`,
          error.pos[0],
        ),
      ),
    }
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return { value: result.data, findings: [] }
  return {
    value: undefined,
    findings: result.error.issues
      .flatMap(flattenUnion)
      .flatMap((issue) => describeIssue(issue, schema).map(({ path, message, onKey }) => finding('invalid-field', message, offsetOf(document, path, onKey)))),
  }
}

/** A failed union reports every alternative; keep the one that came closest. */
function flattenUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.filter((branch) => !branch.some((sub) => sub.code === 'invalid_type' && sub.path.length === 0))
  const best = branches.toSorted((a, b) => a.length - b.length)[0]
  if (!best) return [{ ...issue, message: 'This value is of the wrong kind.' }]
  return best.map((sub) => ({ ...sub, path: [...issue.path, ...sub.path] }))
}

interface Described {
  path: Path
  message: string
  /** Point at the key itself instead of its value. */
  onKey: boolean
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): Described[] {
  const name = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path)
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      onKey: true,
      message: `There is no field "${key}"${name ? ` in "${name}"` : ''}. ${suggest(key, known)}`,
    }))
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message)) {
    return [{ path: issue.path, onKey: false, message: `The field "${name}" is missing. Add it${expects(issue)}.` }]
  }
  if (issue.code === 'invalid_type') {
    return [{ path: issue.path, onKey: false, message: `The field "${name}" must be ${article(issue.expected)}.` }]
  }
  if (issue.code === 'invalid_value') {
    return [{ path: issue.path, onKey: false, message: `The field "${name}" must be one of ${issue.values.map(String).join(', ')}.` }]
  }
  const subject = name ? `The field "${name}": ` : ''
  return [{ path: issue.path, onKey: false, message: `${subject}${issue.message.replace(/\.?$/, '.')}` }]
}

const expects = (issue: { expected?: string }) => (issue.expected ? `: ${article(issue.expected)}` : '')
const article = (kind: string) =>
  ({ string: 'a text', int: 'a whole number', number: 'a number', array: 'a list', boolean: 'true or false', object: 'a group of fields' })[kind] ?? `a ${kind}`

/** “Did you mean …?” when a known word is near, and what is known. */
export function suggest(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'Remove it.'
  const near = closest(word, known as string[])
  const hint = distance(word, near) <= Math.max(2, word.length / 3) ? `Did you mean "${near}"? ` : ''
  const shown = known.length > 24 ? [...known.slice(0, 24), '…'] : known
  return `${hint}Known are: ${shown.join(', ')}.`
}

function knownKeys(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema
  for (const step of path) at = descend(at, step)
  const shape = (unwrap(at) as { shape?: object } | undefined)?.shape
  return shape ? Object.keys(shape) : []
}

function unwrap(schema: unknown): unknown {
  let at = schema as { def?: { innerType?: unknown; in?: unknown } } | undefined
  while (at?.def && (at.def.innerType || at.def.in)) at = (at.def.innerType ?? at.def.in) as typeof at
  return at
}

function descend(schema: unknown, step: PropertyKey): unknown {
  const at = unwrap(schema) as { shape?: Record<PropertyKey, unknown>; element?: unknown } | undefined
  return typeof step === 'number' ? at?.element : at?.shape?.[step]
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
