import * as z from 'zod'

/** A refusal as RFC 9457 describes it, sent as `application/problem+json`. */
export const problemSchema = z.object({
  /** Stable name of the kind of refusal, e.g. `urn:waymark:problem:invalid-fields`. */
  type: z.string(),
  title: z.string(),
  /** Same as the HTTP status. */
  status: z.int(),
  /** What is wrong and what to do about it. */
  detail: z.string(),
  /** One entry per field that is wrong; `field` is a path such as `events.0.locale`. */
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
})
export type ProblemDetails = z.infer<typeof problemSchema>
export type FieldError = NonNullable<ProblemDetails['errors']>[number]

/** Every kind of refusal: its status and title. */
export const PROBLEMS = {
  'malformed-body': [400, 'The request cannot be read'],
  'sign-in-needed': [401, 'Sign in first'],
  'wrong-signature': [401, 'The signature is not right'],
  'foreign-origin': [403, 'Not allowed from another site'],
  'not-allowed': [403, 'Not allowed with this sign-in'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This method is not allowed here'],
  'id-taken': [409, 'This id stands for something else'],
  'changed-meanwhile': [409, 'Somebody changed it meanwhile'],
  'body-too-large': [413, 'The request is too large'],
  'unsupported-content-type': [415, 'This content type is not understood'],
  'invalid-fields': [422, 'Some fields are wrong'],
  'token-needed': [428, 'A form token is needed'],
  'too-many-requests': [429, 'Too many requests'],
  'internal-error': [500, 'Something went wrong on our side'],
  'not-available': [503, 'Not available right now'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemName = keyof typeof PROBLEMS

/** Thrown by an endpoint to refuse a request; the server turns it into an answer. */
export class Problem extends Error {
  override name = 'Problem'
  readonly problem: ProblemName
  readonly errors: FieldError[]
  readonly headers: Record<string, string>

  constructor(problem: ProblemName, detail: string, options: { errors?: FieldError[]; headers?: Record<string, string> } = {}) {
    super(detail)
    this.problem = problem
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
  }

  get status(): number {
    return PROBLEMS[this.problem][0]
  }
}

const KINDS: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** What a field that is missing or of another kind should be, unless its schema has words of its own. */
function describeKind({ message, expected }: z.core.$ZodIssueInvalidType): string {
  if (!message.startsWith('Invalid input')) return message
  if (message.endsWith('received undefined')) return 'This field is missing.'
  return KINDS[expected] ? `Write ${KINDS[expected]}.` : message
}

/** Fields that a refusal names at the most: whoever sends a thousand wrong ones must not be answered with more than was sent. */
const MOST_NAMED = 50

/** The refusal that names the fields a schema did not accept. */
export function refuseFields(error: z.ZodError): Problem {
  const all = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), detail: 'This field is not known. Leave it out.' }))
    }
    return [{ field: issue.path.join('.'), detail: issue.code === 'invalid_type' ? describeKind(issue) : issue.message }]
  })
  const errors = all.slice(0, MOST_NAMED)
  const names = errors.map(({ field }) => field || 'the request').join(', ')
  const more = all.length > errors.length ? ` and ${all.length - errors.length} more` : ''
  return new Problem('invalid-fields', `Not accepted: ${names}${more}.`, { errors })
}

/**
 * Ids as clients make them. The same id in capitals is the same id: the databases compare letters, so all are written small.
 */
export const newIdSchema = z.uuidv7('Write a UUID of version 7.').toLowerCase()
export const pageViewSchema = z.uuid('Write a UUID.').toLowerCase()

/** The refusal of an id that stands for something else already; `fields` are where the request has such ids. */
export function refuseTakenId(fields: string[], rest = ''): Problem {
  const detail = 'Something else was stored under this id before. Send this with a new id.'
  return new Problem('id-taken', `Not stored: ${fields.join(', ')}.${rest}`, { errors: fields.map((field) => ({ field, detail })) })
}

/** A request body after the limits: read, decoded as UTF-8 and parsed, but not yet judged. */
export type RequestBody = { kind: 'json'; value: unknown } | { kind: 'form'; fields: [string, string][]; upload?: FormUpload | undefined }

/** A file of a form, as the browser sent it: neither name nor content is judged yet. */
export interface FormUpload {
  name: string
  bytes: Uint8Array
}

/** Answer of `GET /api/insights/counters`. */
export const countersSchema = z.object({
  counters: z.array(
    z.object({
      /** UTC, e.g. `2026-11-20`. */
      day: z.string(),
      /** `reject:` or `ignore:` and a reason. */
      name: z.string(),
      total: z.int(),
    }),
  ),
})
export type Counters = z.infer<typeof countersSchema>

/** What a form token is for. */
export const formPurposeSchema = z.enum(['comment', 'ticket'], 'Write comment or ticket.')
export type FormPurpose = z.infer<typeof formPurposeSchema>

/** Answer of `GET /api/token`. */
export const formTokenSchema = z.object({
  /** To be sent with the form, once. */
  token: z.string(),
  /** When it stops being good, in epoch ms. */
  expires: z.int(),
  /** How old it must be when it is sent, in ms. */
  wait: z.int(),
  /** Under attack only: an ALTCHA challenge, whose solution is to be sent with the token. */
  challenge: z
    .object({
      parameters: z.object({
        algorithm: z.string(),
        nonce: z.string(),
        salt: z.string(),
        cost: z.int(),
        keyLength: z.int(),
        keyPrefix: z.string(),
        data: z.record(z.string(), z.string()),
      }),
      signature: z.string(),
    })
    .optional(),
})
export type FormToken = z.infer<typeof formTokenSchema>

/** Fields of every form with words in it. Without a token, as from a form without JavaScript, only a few are taken. */
export const admissionFields = {
  /** From `GET /api/token`. */
  token: z.string().max(120, 'Send the token as it was given.').optional(),
  /** Under attack: ALTCHA's payload, which is JSON in base64. */
  altcha: z.string().max(2000, 'Send the payload as ALTCHA makes it.').optional(),
}

/** Words of a reader that want to come in. */
export interface Submission {
  purpose: FormPurpose
  token?: string | undefined
  altcha?: string | undefined
}

/** A token that may be used up: give it to the store together with the words. */
export interface UsableToken {
  id: string
  /** Epoch ms from which on nobody needs to remember it. */
  expires: number
}

/** The refusal of words whose token came with others before. */
export function refuseReplay(): Problem {
  const detail = 'This form token was used before. Get a new one at /api/token.'
  return new Problem('token-needed', detail, { errors: [{ field: 'token', detail }] })
}

/** What the server hands to every endpoint through the request's context. */
export interface RequestEnvironment {
  Variables: {
    /** 16 hex digits that stand for the reader's visit. */
    visit: string
    body: RequestBody
    /** The origin of a page of ours whose script may read what is answered, refusals too. */
    readableBy?: string
    /**
     * Lets a comment or a ticket in, or throws the refusal. Asked after the fields were found right and before anything is stored. The
     * token has to be used up in the transaction that stores the words; if the store says that it was, throw `refuseReplay()`.
     */
    admit: (submission: Submission) => Promise<UsableToken | undefined>
    /** Throws when the visit names too many page views. */
    keepPageViews: (pageViews: (string | undefined)[]) => void
  }
}

/** Readers of the insights see everything; editors may also change something. */
export type InsightsRole = 'reader' | 'editor'

/** What the sign-in hands to the pages and endpoints behind it. */
export interface SignedInEnvironment {
  Variables: { role: InsightsRole }
}

/** Whether the site has an article in a language. */
export type IsPublished = (article: string, locale: string) => boolean
