import * as z from 'zod'
import { localisedTextSchema } from '../settings/contract.ts'

/** One field of a form of the editor, in the words of Sveltia CMS. */
export interface EditorField {
  name: string
  label: string
  widget: string
  required: boolean
  hint?: string
  [option: string]: unknown
}

export interface FieldOptions {
  /** Languages of the help centre: a text per language gets a field for each. */
  locales: { code: string; name: string }[]
  /** What a field is for, by its name. */
  hints: ReadonlyMap<string, string>
  /** What the files have now: one text for all languages, or one for each. A form could not tell the two apart. */
  textPerLanguage: boolean
  /** The fields belong to a file in each language. */
  i18n?: boolean
}

interface JsonSchema {
  type?: string
  format?: string
  enum?: string[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
}

/** Texts that may be longer than this get more than one line. */
const ONE_LINE = 150
/** A switch would write `false` where nothing was said, and a translation would no longer follow its original. */
const YES_OR_NO = [
  { label: 'Yes', value: true },
  { label: 'No', value: false },
]
/** What no schema of ours takes, to hear what it says of it. */
const UNACCEPTABLE = '\u0001'

/** Fields for everything that a schema allows, and for nothing else. */
export function fieldsOf(schema: z.ZodObject, options: FieldOptions): EditorField[] {
  return Object.entries(schema.shape).map(([name, field]) => fieldOf(name, field as z.ZodType, options))
}

function fieldOf(name: string, schema: z.ZodType, options: FieldOptions): EditorField {
  const inner = unwrap(schema)
  const hint = options.hints.get(name)
  const base = {
    name,
    label: labelOf(name),
    required: !schema.safeParse(undefined).success,
    ...(hint ? { hint } : {}),
    ...(options.i18n ? { i18n: true } : {}),
  }
  if (inner === localisedTextSchema) return { ...base, ...localisedText(base.required, options) }
  if (inner instanceof z.ZodObject) return { ...base, widget: 'object', fields: fieldsOf(inner, options) }
  if (inner instanceof z.ZodArray && unwrap(inner.element as z.ZodType) instanceof z.ZodObject) {
    return { ...base, widget: 'list', fields: fieldsOf(unwrap(inner.element as z.ZodType) as z.ZodObject, options) }
  }
  return { ...base, ...widgetOf(z.toJSONSchema(inner, { io: 'input', unrepresentable: 'any' }) as JsonSchema, inner) }
}

/** Without `optional`, `default` and other covers. */
function unwrap(schema: z.ZodType): z.ZodType {
  let inner = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) inner = inner.def.innerType as z.ZodType
  return inner
}

function localisedText(isRequired: boolean, { locales, textPerLanguage }: FieldOptions): Partial<EditorField> & { widget: string } {
  if (!textPerLanguage) return { widget: 'text' }
  const fields = locales.map(({ code, name }, index) => ({ name: code, label: name, widget: 'text', required: isRequired && index === 0 }))
  return { widget: 'object', collapsed: 'auto', fields }
}

function widgetOf(json: JsonSchema, schema: z.ZodType): Partial<EditorField> & { widget: string } {
  if (json.enum) return { widget: 'select', options: json.enum }
  if (json.type === 'boolean') return { widget: 'select', options: YES_OR_NO }
  if (json.type === 'integer' || json.type === 'number') {
    const { minimum, maximum } = json
    return {
      widget: 'number',
      value_type: json.type === 'integer' ? 'int' : 'float',
      ...(minimum === undefined ? {} : { min: minimum }),
      ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { max: maximum }),
    }
  }
  if (json.type === 'array') {
    return { widget: 'list', ...(json.minItems ? { min: json.minItems } : {}), ...(json.maxItems ? { max: json.maxItems } : {}) }
  }
  if (json.type === 'object') return { widget: 'keyvalue' }
  if (json.format === 'date') return { widget: 'datetime', type: 'date', format: 'YYYY-MM-DD' }
  return {
    widget: (json.maxLength ?? 0) > ONE_LINE && !json.pattern ? 'text' : 'string',
    ...(json.maxLength ? { maxlength: json.maxLength } : {}),
    ...(json.pattern ? { pattern: patternOf(schema) } : {}),
  }
}

/** What a text must look like, and what to say when it does not, in the check's own words. */
export function patternOf(schema: z.ZodType): [pattern: string, message: string] {
  const { pattern = '' } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const issues = schema.safeParse(UNACCEPTABLE).error?.issues ?? []
  return [pattern, issues.find(({ code }) => code === 'invalid_format')?.message ?? 'The check refuses this.']
}

/** `reviewBy` as people say it: Review by. */
function labelOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
