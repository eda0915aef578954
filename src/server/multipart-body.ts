import { MIMEType } from 'node:util'
import { type FormUpload, Problem } from './contract.ts'

/** Fields and files of a form at the most; ours have a dozen. */
const MOST_PARTS = 30
/** What a boundary may be made of (RFC 2046, 5.1.1). */
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{1,70}$/
/** What a decoder writes for bytes that are not UTF-8. */
const REPLACEMENT = '\ufffd'

export interface MultipartForm {
  fields: [string, string][]
  /** The file in the field `attachment`; undefined when none was chosen. */
  upload?: FormUpload | undefined
}

/** Parses a multipart form whose text fields take up to `limit` bytes together. */
export async function parseMultipart(bytes: Uint8Array, contentType: string, limit: number): Promise<MultipartForm> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boundary = readBoundary(contentType)
  refuseManyParts(body, boundary)
  // What is not UTF-8 is replaced by the parser; a reader's words are refused rather than changed. One that was there already may stay.
  const isReplaced = (text: string) => text.includes(REPLACEMENT) && !body.includes(REPLACEMENT)
  let form: FormData
  try {
    form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` },
    }).formData()
  } catch {
    throw new Problem('malformed-body', 'The form cannot be read as multipart/form-data.')
  }
  const fields: [string, string][] = []
  let upload: FormUpload | undefined
  let size = 0
  for (const [name, value] of form) {
    size += Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 0)
    if (typeof value === 'string') {
      if (size > limit) throw new Problem('body-too-large', `Send at most ${limit} bytes of text.`)
      if (value.includes('\0') || name.includes('\0')) throw new Problem('malformed-body', 'The request has a NUL character in it.')
      if (isReplaced(name) || isReplaced(value)) throw new Problem('malformed-body', 'The request is not valid UTF-8.')
      fields.push([name, value])
    } else if (name !== 'attachment' || upload) {
      const detail = 'Send one file, in the field "attachment".'
      throw new Problem('invalid-fields', `Not accepted: ${name.slice(0, 40)}.`, { errors: [{ field: name.slice(0, 40), detail }] })
    } else if (value.name !== '' || value.size > 0) {
      upload = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }
    }
  }
  return { fields, upload }
}

/** The one boundary that is counted and parsed: read by two programs, a type with something odd in it could have two. */
function readBoundary(contentType: string): string {
  const given = ((): string => {
    try {
      return new MIMEType(contentType).params.get('boundary') ?? ''
    } catch {
      return ''
    }
  })()
  if (!BOUNDARY.test(given)) throw new Problem('malformed-body', 'The form does not name its boundary.')
  return given
}

/** Before they are parsed: a body of nothing but boundaries would keep the parser busy. */
function refuseManyParts(body: Buffer, boundary: string): void {
  const mark = `--${boundary}`
  let parts = 0
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (++parts > MOST_PARTS) throw new Problem('malformed-body', `The form has more than ${MOST_PARTS} parts.`)
  }
}
