import type * as z from 'zod'
import { didYouMean, findNearest } from './nearest.ts'
import { quote } from './yaml-mistakes.ts'

type Path = readonly PropertyKey[]

/** One problem of a value, in words for the person who wrote it. */
export interface DescribedIssue {
  path: Path
  message: string
  /** Point at the key itself instead of its value. */
  onKey: boolean
}

/** Tells what a schema found: which field, its value, and what would be right. `root` is the whole value that was read. */
export function describeIssues(error: z.ZodError, schema: z.ZodType, root: unknown): DescribedIssue[] {
  const issues = error.issues.flatMap((issue) => flattenUnion(issue, root))
  // A text where a list belongs is measured as a list as well; how long it is says nothing then.
  const mistyped = new Set(issues.flatMap((issue) => (issue.code === 'invalid_type' ? [issue.path.join('\n')] : [])))
  return issues
    .filter((issue) => !['too_big', 'too_small'].includes(issue.code) || !mistyped.has(issue.path.join('\n')))
    .flatMap((issue) => describeIssue(issue, schema, root))
}

/** A failed union reports every alternative; keep the one that came closest. */
function flattenUnion(issue: z.core.$ZodIssue, root: unknown): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.filter((branch) => !branch.some((sub) => sub.code === 'invalid_type' && sub.path.length === 0))
  const best = branches.toSorted((a, b) => a.length - b.length)[0]
  if (best) return best.map((sub) => ({ ...sub, path: [...issue.path, ...sub.path] }))
  // Unions are texts in one language or in each.
  if (isMissing(root, issue.path)) return [{ code: 'invalid_type', expected: 'string', path: issue.path, message: 'missing' }]
  return [{ ...issue, message: `is ${show(valueAt(root, issue.path))}. It must be a text, or one text per language` }]
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType, root: unknown): DescribedIssue[] {
  const at = (message: string) => [{ path: issue.path, onKey: false, message }]
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path)
    const where = issue.path.length > 0 ? ` in ${nameOf(issue.path)}` : ''
    return issue.keys.map((key) => ({ path: [...issue.path, key], onKey: true, message: `There is no field "${key}"${where}. ${suggest(key, known)}` }))
  }
  if (issue.code === 'invalid_key') {
    return [{ path: issue.path, onKey: true, message: `"${String(issue.path.at(-1))}" cannot stand here. ${sentence(issue.issues[0]?.message ?? '')}` }]
  }
  if (issue.path.length === 0) {
    if (issue.code === 'invalid_type') return at(`The file must hold ${kindOf(issue.expected)}.`)
    return at(issue.code === 'too_small' ? 'The file has no entries. Add one.' : sentence(issue.message))
  }
  const name = typeof issue.path.at(-1) === 'number' ? nameOf(issue.path).replace('item', 'Item') : `The field ${nameOf(issue.path)}`
  if (isMissing(root, issue.path)) return at(`${name} is missing. Add it${issue.code === 'invalid_type' ? `: ${kindOf(issue.expected)}` : ''}.`)
  const value = valueAt(root, issue.path)
  const orRemove = mayBeAbsent(schema, issue.path) ? ', or remove the line' : ''
  if (value === null) return at(`${name} is empty. Write ${issue.code === 'invalid_type' ? kindOf(issue.expected) : 'a value'}${orRemove}.`)
  const is = `${name} is ${show(value)}.`
  switch (issue.code) {
    case 'invalid_type':
      return at(`${is} It must be ${kindOf(issue.expected)}${issue.expected === 'string' ? howToQuote(value) : ''}.`)
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      return at(`${is}${didYouMean(findNearest(String(value), allowed))} It must be one of ${allowed.join(', ')}.`)
    }
    case 'too_big':
      if (issue.origin === 'string' && typeof value === 'string')
        return at(`${name} has ${value.length} characters. It may have at most ${issue.maximum}: shorten it.`)
      if (issue.origin === 'array' && Array.isArray(value)) return at(`${name} has ${value.length} items. It may have at most ${issue.maximum}: remove some.`)
      return at(`${is} It may be at most ${issue.maximum}.`)
    case 'too_small':
      if (issue.origin === 'string') return at(`${name} is empty. Write a text${orRemove}.`)
      if (issue.origin === 'array') return at(`${name} has no items. Add one${orRemove}.`)
      if (issue.origin === 'record') return at(`${name} holds no text. Write a text, or one for each language.`)
      return at(`${is} It must be at least ${issue.minimum}.`)
    case 'invalid_format':
      if (issue.format === 'url') return at(`${is} It must be a web address that begins with https://.`)
      return at(`${is} ${sentence(issue.message)}`)
    case 'custom':
      return at(sentence(issue.message) + didYouMean(findNearest(String(value), (issue.params?.['known'] as string[] | undefined) ?? [])))
    case 'invalid_union':
      return at(`${name} ${sentence(issue.message)}`)
    default:
      return at(`${is} ${sentence(issue.message)}`)
  }
}

/** `item 2 of item 1 of "same"`, for a list in a list. */
function itemAt(path: Path, index: number): string {
  const before = path[index - 1]
  return `item ${Number(path[index]) + 1} of ${typeof before === 'number' ? itemAt(path, index - 1) : `"${String(before ?? 'list')}"`}`
}

/** `related, item 1`: people count from one. */
function nameOf(path: Path): string {
  const names = path.filter((step) => typeof step !== 'number').map(String)
  const isNumber = (index: number) => typeof path[index] === 'number'
  const place = path.flatMap((_, index) => (isNumber(index) && !isNumber(index + 1) ? [itemAt(path, index)] : [])).join(', ')
  const last = path.at(-1)
  if (typeof last === 'number') return place
  return place ? `"${String(last)}" (${place})` : `"${names.join('.')}"`
}

const kindOf = (kind: string) =>
  ({
    string: 'a text',
    int: 'a whole number',
    number: 'a number',
    array: 'a list',
    boolean: 'true or false',
    object: 'a group of fields',
    record: 'a text for each language',
  })[kind] ?? `a ${kind}`

/** A number, or a text with a colon that YAML took for a field, was meant as a text. */
function howToQuote(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ' in quotes'
  const [[key, text] = [], ...more] = Object.entries(value)
  return key === undefined || more.length > 0 || typeof text === 'object' || Array.isArray(value) ? '' : ` in quotes: ${quote(`${key}: ${text}`)}`
}

const sentence = (text: string) => text.replace(/\.?$/, '.')

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], root)
}

const isMissing = (root: unknown, path: Path) => path.length > 0 && valueAt(root, path) === undefined

/** “Did you mean …?” when a known word is near, and what is known. */
export function suggest(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'Remove it.'
  const near = didYouMean(findNearest(word, known))
  const shown = known.length > 24 ? [...known.slice(0, 24), '…'] : known
  return `${near === '' ? '' : `${near.trim()} `}Known are: ${shown.join(', ')}.`
}

function knownKeys(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema
  for (const step of path) at = descend(at, step)
  const shape = (unwrap(at) as { shape?: object } | undefined)?.shape
  return shape ? Object.keys(shape) : []
}

function unwrap(schema: unknown): unknown {
  type Wrapped = { def?: { type?: string; innerType?: Wrapped; in?: Wrapped; out?: Wrapped } } | undefined
  let at = schema as Wrapped
  // What is transformed first is described by what it becomes.
  while (at?.def && (at.def.innerType || at.def.in)) at = at.def.innerType ?? (at.def.in?.def?.type === 'transform' ? at.def.out : at.def.in)
  return at
}

/** Whether a value would still be right if the field were not there. */
function mayBeAbsent(schema: z.ZodType, path: Path): boolean {
  let at: unknown = schema
  for (const step of path) at = descend(at, step)
  return typeof path.at(-1) === 'number' || at === undefined || (at as z.ZodType).safeParse(undefined).success
}

function descend(schema: unknown, step: PropertyKey): unknown {
  const at = unwrap(schema) as { shape?: Record<PropertyKey, unknown>; element?: unknown } | undefined
  return typeof step === 'number' ? at?.element : at?.shape?.[step]
}
