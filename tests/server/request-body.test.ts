import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem, type RequestBody } from '../../src/server/contract.ts'
import { findRepeatedKey } from '../../src/server/repeated-key.ts'
import { type BodyKind, parseJson, readRequestBody } from '../../src/server/request-body.ts'

const LIMIT = 20_000
const ALL: BodyKind[] = ['json', 'form', 'multipart']
const read = (body: BodyInit, type: string): Promise<RequestBody> =>
  readRequestBody(new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } }), { json: LIMIT, form: LIMIT }, ALL, {
    fileLimit: LIMIT,
  })

const bytes = (parts: (string | Uint8Array)[]) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))))
/** What a reader can write: no NUL and no half of a character, which are refused. */
const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((words) => words.isWellFormed() && !words.includes('\0'))
const fields = fc.array(fc.tuple(text.filter(Boolean), text), { maxLength: 20 })
/** Browsers write line breaks in a form as two characters. */
const asSent = (words: string) => words.replace(/\r\n?|\n/g, '\r\n')
const name = text.filter((words) => words !== '' && !['__proto__', 'constructor', 'prototype'].includes(words))

describe('a body', () => {
  it('is read or refused, whatever its bytes and its type', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(
        '--b\r\n',
        '--b--',
        '\r\n\r\n',
        'content-disposition: form-data; name="a"',
        '; filename="a"',
        '{',
        '}',
        '[',
        '"a":',
        ',',
        '&',
        '=',
        '%',
        '%00',
        '\\u0000',
      ),
    )
    const type = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
      'multipart/form-data',
      'text/plain',
      '',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), type, async (pieces, type) => {
        const result = await read(bytes(pieces), type).catch((error: unknown) => error)
        if (result instanceof Error) expect(result).toBeInstanceOf(Problem)
        else expect(['json', 'form']).toContain((result as RequestBody).kind)
      }),
      { numRuns: 400 },
    )
  })

  it('of JSON says what was written, unless it is too deep or has a name twice', async () => {
    const value = fc.dictionary(
      name,
      fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 5 })),
      {
        maxKeys: 8,
      },
    )
    await fc.assert(
      fc.asyncProperty(value, async (value) => {
        expect(await read(JSON.stringify(value), 'application/json')).toEqual({ kind: 'json', value: JSON.parse(JSON.stringify(value)) })
      }),
    )
  })

  it('of a form says what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (fields) => {
        expect(await read(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')).toEqual({ kind: 'form', fields })
      }),
    )
  })

  it('of a form with a file says what was written, and has the file byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(fields, fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (fields, content) => {
        const form = new FormData()
        for (const [field, value] of fields) form.append(field, value)
        form.append('attachment', new File([new Uint8Array(content)], 'a.bin'))
        const encoded = new Response(form)
        const type = encoded.headers.get('content-type') ?? ''
        const result = await read(await encoded.bytes(), type)
        const sent = fields.filter(([field]) => field !== 'attachment').map(([field, value]) => [asSent(field), asSent(value)])
        expect(result).toMatchObject({ kind: 'form', fields: sent, upload: { name: 'a.bin' } })
        expect(result.kind === 'form' && Buffer.compare(result.upload?.bytes ?? new Uint8Array(), content)).toBe(0)
      }),
    )
  })
})

describe('a name that an object has twice', () => {
  const object = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })

  it('is found nowhere in what has none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findRepeatedKey(JSON.stringify(value))).toBeUndefined()
      }),
    )
  })

  it('is found wherever it is, also when it is written otherwise', () => {
    const writeOtherwise = (key: string) => [...Array(key.length).keys()].map((index) => `\\u${key.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
    fc.assert(
      fc.property(object, name, fc.boolean(), fc.jsonValue(), (value, key, isEscaped, wrapped) => {
        const { [key]: _none, ...rest } = value
        const again = isEscaped ? `"${writeOtherwise(key)}"` : JSON.stringify(key)
        const inner = JSON.stringify({ [key]: 1, ...rest }).replace(/\}$/, `,${again}:2}`)
        expect(findRepeatedKey(`[${JSON.stringify(wrapped)},{"x":${inner}}]`)).toBe(key)
      }),
    )
  })
})

describe('a body of JSON', () => {
  it('is judged alike as browsers write it and with spaces, which takes another way', () => {
    const key = fc.oneof(
      { weight: 6, arbitrary: fc.string() },
      { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', 'a\\b', '\0', '\ud800') },
    )
    const text = fc.oneof({ weight: 8, arbitrary: fc.string({ unit: 'binary' }) }, { weight: 1, arbitrary: fc.constantFrom('\0', '\udc00', '"', '\\', '}{[]') })
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'medium' }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
      object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
    }))
    const judge = (json: string) => {
      try {
        return { read: parseJson(json) }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return { refused: error.message }
      }
    }
    fc.assert(
      fc.property(value, (sent) => {
        expect(judge(JSON.stringify(sent))).toEqual(judge(` ${JSON.stringify(sent)}`))
      }),
      { numRuns: 500 },
    )
  })
})
