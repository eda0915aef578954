import type { IncomingMessage } from 'node:http'
import { Problem, type RequestBody } from './contract.ts'
import { parseMultipart } from './multipart-body.ts'
import { findRepeatedKey } from './repeated-key.ts'

/** No body of ours nests deeper than `{ events: [ { … } ] }`. */
const DEEPEST = 5

const ODD_NAME = /"(?:__proto__|constructor|prototype)"/
const QUOTE = 0x22
/** The codes of `{` and `[`; those that close are two further. */
const BRACE = 0x7b
const BRACKET = 0x5b

/** Fields of a form at the most; the largest of ours has one for each language of a site. */
const MOST_FIELDS = 200

const FORM = 'application/x-www-form-urlencoded'

/** Kinds of body; a multipart form is a form that may bring a file. */
export type BodyKind = 'json' | 'form' | 'multipart'
const TYPES: Record<BodyKind, string> = { json: 'application/json', form: FORM, multipart: 'multipart/form-data' }

/** True for a form that a browser sent without JavaScript; it wants a page as its answer. */
export function isForm(contentType: string | undefined): boolean {
  const kind = findKind(contentType)
  return kind === 'form' || kind === 'multipart'
}

function findKind(contentType: string | undefined): BodyKind | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  return (Object.keys(TYPES) as BodyKind[]).find((kind) => TYPES[kind] === type)
}

/** Reads a body up to its kind's limit, in bytes, and a file beside it up to `fileLimit`, and parses it by its content type. */
export async function readRequestBody(
  request: Request,
  limits: Record<RequestBody['kind'], number>,
  accepts: BodyKind[],
  { fileLimit = 0, incoming }: { fileLimit?: number; incoming?: IncomingMessage | undefined } = {},
): Promise<RequestBody> {
  const contentType = request.headers.get('content-type') ?? ''
  const kind = findKind(contentType)
  if (!kind || !accepts.includes(kind) || request.headers.has('content-encoding')) {
    throw new Problem('unsupported-content-type', `Send ${accepts.map((accepted) => TYPES[accepted]).join(' or ')}, not compressed.`)
  }
  if (kind === 'multipart')
    return { kind: 'form', ...(await parseMultipart(await readBytes(request, limits.form + fileLimit, incoming), contentType, limits.form)) }
  const text = decode(await readBytes(request, limits[kind], incoming))
  return kind === 'form' ? { kind, fields: parseForm(text) } : { kind, value: parseJson(text) }
}

/** From the socket itself where there is one: a web stream around it takes a third of the time of a small request. */
async function readBytes(request: Request, limit: number, incoming: IncomingMessage | undefined): Promise<Uint8Array> {
  const tooLarge = () => new Problem('body-too-large', `Send at most ${limit} bytes.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Not destroyed by a refusal, which still has to be answered.
    const source: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = incoming?.iterator({ destroyOnReturn: false }) ?? request.body ?? []
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > limit) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    // The reader went away in the middle: nobody reads the answer, and it is no mistake of ours.
    throw new Problem('malformed-body', 'The request ended before its body did.')
  }
  return Buffer.concat(chunks)
}

/** A small body as the text that was sent, for those who sign it. */
export async function readBodyText(request: Request, limit: number): Promise<string> {
  return decode(await readBytes(request, limit, undefined))
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Problem('malformed-body', 'The request is not valid UTF-8.')
  }
}

function parseForm(text: string): [string, string][] {
  const pairs = text.split('&').filter(Boolean)
  if (pairs.length > MOST_FIELDS) throw new Problem('malformed-body', `The form has more than ${MOST_FIELDS} fields.`)
  return pairs.map((pair) => {
    const [name = '', ...rest] = pair.split('=')
    return [decodePart(name), decodePart(rest.join('='))]
  })
}

/** URLSearchParams would quietly replace bytes that are not UTF-8; a reader's words are refused rather than changed. */
function decodePart(text: string): string {
  let decoded: string
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Problem('malformed-body', 'The form is not valid UTF-8 in percent-encoding.')
  }
  refuseNul(decoded)
  return decoded
}

export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('malformed-body', 'The request is not valid JSON.')
  }
  if (isPlain(text, value)) return value
  inspect(value, [])
  const repeated = findRepeatedKey(text)
  if (repeated !== undefined) throw new Problem('malformed-body', `The JSON has "${repeated.slice(0, 40)}" twice in one object.`)
  return value
}

/**
 * Whether a look at the text shows that there is nothing to find in it, as in nearly all that browsers send; looking at each value takes four times
 * as long. Without an escape no string has a quotation mark, a NUL or half of a character, and what is written back as it came has no name twice.
 */
function isPlain(text: string, value: unknown): boolean {
  if (text.includes('\\') || ODD_NAME.test(text)) return false
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = text.indexOf('"', index + 1)
    else if (code === BRACE || code === BRACKET) {
      depth += 1
      if (depth > DEEPEST) return false
    } else if (code === BRACE + 2 || code === BRACKET + 2) depth -= 1
  }
  return JSON.stringify(value) === text
}

function inspect(value: unknown, path: string[]): void {
  if (typeof value === 'string') {
    refuseNul(value)
    if (!value.isWellFormed()) {
      const field = path.join('.')
      const detail = 'This text has half of a character (a lone surrogate), which no database can keep.'
      throw new Problem('invalid-fields', `Not accepted: ${field || 'the request'}.`, { errors: [{ field, detail }] })
    }
  }
  if (typeof value !== 'object' || value === null) return
  if (path.length >= DEEPEST) throw new Problem('malformed-body', `The JSON nests deeper than ${DEEPEST} levels.`)
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      throw new Problem('malformed-body', `The JSON has a field named "${key}", which is never one of ours.`)
    }
    refuseNul(key)
    inspect(child, [...path, key])
  }
}

function refuseNul(text: string): void {
  if (text.includes('\0')) throw new Problem('malformed-body', 'The request has a NUL character in it.')
}
