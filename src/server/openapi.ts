import * as z from 'zod'
import { ticketReceiptSchema, ticketSchema } from '../contact/contract.ts'
import { surveyAnswerSchema } from '../contact/survey-contract.ts'
import { eventsRequestSchema, suggestionsAnswerSchema, suggestionsRequestSchema } from '../deflection/contract.ts'
import { SORTS } from '../deflection/figures.ts'
import { PERIODS } from '../deflection/insights/question.ts'
import { TABLE_FILTERS, TABLE_NAMES, TABLE_SUMMARIES, type TableName } from '../deflection/insights/table.ts'
import { effortAnswerSchema } from '../effort/contract.ts'
import { progressSchema } from '../handoff/contract.ts'
import { feedbackReceiptSchema, feedbackSchema } from '../feedback/contract.ts'
import type { Settings } from '../settings/contract.ts'
import { countersSchema, formPurposeSchema, formTokenSchema, PROBLEMS, type ProblemName, problemSchema } from './contract.ts'

/** A JSON object of the description. */
type Part = Record<string, unknown>

/** Refusals that every door may answer with. */
const EVERYWHERE: ProblemName[] = ['method-not-allowed', 'internal-error', 'not-available']
/** Refusals of doors that readers write to. */
const WRITES: ProblemName[] = [
  ...EVERYWHERE,
  'malformed-body',
  'foreign-origin',
  'body-too-large',
  'unsupported-content-type',
  'invalid-fields',
  'id-taken',
  'token-needed',
  'too-many-requests',
]

/** What comes back for one number out of a scale. */
const STORED = {
  204: { description: 'Stored. Answer to JSON, and to a form that accepts JSON.' },
  303: { description: 'Stored. Answer to a form: to a page with thanks.', headers: { Location: { schema: { type: 'string' } } } },
}
const PAGE = { 200: { description: 'The page.', content: { 'text/html': {} } } }

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'input'): Part => {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return made
}

const json = (schema: Part): Part => ({ 'application/json': { schema } })
const reference = (name: string): Part => ({ $ref: `#/components/schemas/${name}` })

/** Answers with their refusals: one response per status, which names the problems it stands for. */
function answers(good: Record<string, Part>, problems: ProblemName[]): Part {
  const byStatus = new Map<number, ProblemName[]>()
  for (const name of problems) byStatus.set(PROBLEMS[name][0], [...(byStatus.get(PROBLEMS[name][0]) ?? []), name])
  const refusals = [...byStatus].map(([status, names]) => [
    String(status),
    {
      description: names.map((name) => `${PROBLEMS[name][1]} (\`urn:waymark:problem:${name}\`).`).join(' '),
      ...(status === 429 || status === 503 || status === 428
        ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' }, required: status !== 428 } } }
        : {}),
      content: { 'application/problem+json': { schema: reference('Problem') } },
    },
  ])
  return { ...good, ...Object.fromEntries(refusals) }
}

/** A table of the insights, see `deflection/insights/table.ts`. */
function describeTable(name: TableName, settings: Pick<Settings, 'locales'>): Part {
  const day = { type: 'string', format: 'date' }
  const filters = {
    locale: parameter('locale', 'One language; all without it.', { enum: settings.locales.map(({ code }) => code) }),
    category: parameter('category', 'Folder of a category; all without it.', { type: 'string' }),
    article: parameter('article', 'One article, as `category/slug`; all without it.', { type: 'string' }),
  }
  return {
    summary: TABLE_SUMMARIES[name],
    parameters: [
      parameter('days', 'The period, which ends today. 90 days unless it is named.', { enum: PERIODS }),
      parameter('from', 'First day (UTC), instead of `days`; only together with `to`.', day),
      parameter('to', 'Last day (UTC), included.', day),
      ...TABLE_FILTERS[name].map((filter) => filters[filter]),
      ...(name === 'articles' ? [parameter('sort', 'The order.', { enum: SORTS })] : []),
      parameter('format', 'JSON unless it says csv.', { enum: ['json', 'csv'] }),
    ],
    responses: answers(
      {
        200: {
          description:
            'Shares have their n and 95 % interval, and null while there is nothing to divide by. In CSV, text that a spreadsheet would compute stands behind an apostrophe.',
          content: { ...json({ type: 'object', required: ['question', name] }), 'text/csv': { schema: { type: 'string' } } },
        },
      },
      [...EVERYWHERE, 'sign-in-needed', 'too-many-requests'],
    ),
  }
}

const parameter = (name: string, description: string, schema: Part, required = false): Part => ({ name, in: 'query', description, required, schema })

const header = (name: string, description: string): Part => ({ name, in: 'header', description, required: true, schema: { type: 'string' } })

/** The doors of the endpoint as OpenAPI 3.1, made from the schemas that judge what comes in. */
export function describeEndpoint(settings: Pick<Settings, 'url' | 'endpoint' | 'locales'>): Part {
  const signedIn = { security: [{ bearer: [] }, { session: [] }] }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark endpoint',
      version: '1',
      description:
        'Takes votes, comments and events from anonymous readers. Whatever is answered with success is on disk. Ids are UUIDv7 made by the client: the same id is stored once, however often it is sent, and capitals make no other id. A known id with other content is refused with 409; the other events of its request are stored. Unknown fields are refused.',
    },
    servers: [{ url: settings.endpoint ?? settings.url }],
    paths: {
      '/api/health': {
        get: {
          summary: 'Whether the database answers',
          responses: answers({ 200: { description: 'It does.', content: json(schemaOf(z.strictObject({ status: z.literal('ok') }))) } }, EVERYWHERE),
        },
      },
      '/api/notices': {
        get: {
          summary: 'What pages show on top now',
          parameters: [parameter('locale', 'The language of the page.', { enum: settings.locales.map(({ code }) => code) }, true)],
          responses: answers({ 200: { description: 'The same for everybody.', content: json({ type: 'object' }) }, 304: { description: 'As before.' } }, [
            ...EVERYWHERE,
            'invalid-fields',
          ]),
        },
      },
      '/api/openapi.json': {
        get: { summary: 'This description', responses: answers({ 200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) } }, EVERYWHERE) },
      },
      '/api/token': {
        get: {
          summary: 'A form token, to be fetched while the reader writes',
          parameters: [parameter('for', 'What the form is for.', schemaOf(formPurposeSchema), true)],
          responses: answers(
            { 200: { description: 'A token, with a proof of work to do while the door is under attack.', content: json(reference('FormToken')) } },
            [...EVERYWHERE, 'foreign-origin', 'invalid-fields', 'too-many-requests'],
          ),
        },
      },
      '/api/feedback': {
        post: {
          summary: 'An answer about an article',
          requestBody: {
            required: true,
            content: {
              ...json(reference('Feedback')),
              'application/x-www-form-urlencoded': { schema: reference('Feedback') },
              'multipart/form-data': { schema: reference('Feedback') },
            },
          },
          responses: answers(
            {
              200: { description: 'Stored. Answer to JSON, and to a form that accepts JSON.', content: json(schemaOf(feedbackReceiptSchema)) },
              303: { description: 'Stored. Answer to a form: back to the article.', headers: { Location: { schema: { type: 'string' } } } },
            },
            WRITES,
          ),
        },
      },
      '/api/events': {
        post: {
          summary: 'What readers did, up to 20 events',
          requestBody: { required: true, content: json(reference('Events')) },
          responses: answers({ 204: { description: 'Stored, or counted apart.' } }, WRITES),
        },
      },
      '/api/suggestions': {
        post: {
          summary: 'Whether the contact form may show the articles it found',
          description: 'Asked once per page view, before they are shown. No for visits in the holdout of the experiment that measures what suggestions change.',
          requestBody: { required: true, content: json(reference('Suggestions')) },
          responses: answers({ 200: { description: 'Stored, or counted apart.', content: json(schemaOf(suggestionsAnswerSchema)) } }, WRITES),
        },
      },
      '/api/contact': {
        post: {
          summary: 'A message to a person',
          description: 'With an attachment it is a multipart form with a file in the field `attachment`.',
          requestBody: {
            required: true,
            content: {
              ...json(reference('Ticket')),
              'application/x-www-form-urlencoded': { schema: reference('Ticket') },
              'multipart/form-data': {
                schema: { allOf: [reference('Ticket')], properties: { attachment: { type: 'string', contentMediaType: 'application/octet-stream' } } },
              },
            },
          },
          responses: answers(
            {
              200: { description: 'Stored. Answer to JSON, and to a form that accepts JSON.', content: json(schemaOf(ticketReceiptSchema)) },
              303: { description: 'Stored. Answer to a form: to the page with the reference number.', headers: { Location: { schema: { type: 'string' } } } },
            },
            [...WRITES, 'not-found'],
          ),
        },
      },
      '/api/contact/sent': {
        get: {
          summary: 'The page that thanks a reader without JavaScript',
          parameters: [parameter('reference', 'The number of the message.', { type: 'string' }), parameter('locale', 'The language.', { type: 'string' })],
          responses: answers({ 200: { description: 'The page.', content: { 'text/html': {} } } }, EVERYWHERE),
        },
      },
      '/api/survey': {
        get: {
          summary: 'The question of a message that is solved',
          parameters: [parameter('ticket', 'Id of the message.', { type: 'string' }, true), parameter('locale', 'The language.', { type: 'string' })],
          responses: answers({ 200: { description: 'The page.', content: { 'text/html': {} } } }, [...EVERYWHERE, 'not-found']),
        },
        post: {
          summary: 'What a reader says of the help they got',
          description: 'One answer counts for each message and moment: the newest. About a message that is not there, nothing is stored.',
          requestBody: { required: true, content: { ...json(reference('Survey')), 'application/x-www-form-urlencoded': { schema: reference('Survey') } } },
          responses: answers(STORED, WRITES),
        },
      },
      '/api/survey/thanks': {
        get: {
          summary: 'The page that thanks for an answer',
          parameters: [parameter('locale', 'The language.', { type: 'string' })],
          responses: answers(PAGE, EVERYWHERE),
        },
      },
      '/api/effort': {
        post: {
          summary: 'How easy it was, at the end of a guide or after a message',
          description: 'The question under every article, asked elsewhere. The newest answer of a visit about a page counts.',
          requestBody: { required: true, content: { ...json(reference('Effort')), 'application/x-www-form-urlencoded': { schema: reference('Effort') } } },
          responses: answers(STORED, WRITES),
        },
      },
      '/api/effort/thanks': {
        get: {
          summary: 'The page that thanks for an answer about effort',
          parameters: [parameter('locale', 'The language.', { type: 'string' })],
          responses: answers(PAGE, EVERYWHERE),
        },
      },
      '/api/tickets/{reference}/progress': {
        post: {
          summary: 'What became of a message, told by the team’s tool',
          description:
            'Signed with WEBHOOK_SECRET as standardwebhooks.com says. The same `webhook-id` is stored once for a message; with other content it is refused.',
          parameters: [
            { name: 'reference', in: 'path', required: true, description: 'The number of the message, such as WM-7F3K-29.', schema: { type: 'string' } },
            header('webhook-id', 'Of this piece of news, at most 128 characters.'),
            header('webhook-timestamp', 'Seconds since 1970, at most five minutes from now.'),
            header('webhook-signature', '`v1,` and HMAC-SHA256 of id, timestamp and body in base64.'),
          ],
          requestBody: { required: true, content: json(reference('Progress')) },
          responses: answers({ 204: { description: 'Stored.' } }, [
            ...EVERYWHERE,
            'malformed-body',
            'wrong-signature',
            'not-found',
            'id-taken',
            'body-too-large',
            'invalid-fields',
            'too-many-requests',
          ]),
        },
      },
      ...Object.fromEntries(TABLE_NAMES.map((name) => [`/api/insights/${name}`, { get: { ...describeTable(name, settings), ...signedIn } }])),
      '/api/insights/counters': {
        get: {
          summary: 'What was refused or left out, by day and reason',
          ...signedIn,
          responses: answers(
            { 200: { description: 'The last 30 days. Reasons and numbers only, never what was sent.', content: json(schemaOf(countersSchema, 'output')) } },
            [...EVERYWHERE, 'sign-in-needed', 'too-many-requests'],
          ),
        },
      },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The INSIGHTS_TOKEN of the server. It may read only.' },
        session: { type: 'apiKey', in: 'cookie', name: 'insights' },
      },
      schemas: {
        Problem: schemaOf(problemSchema),
        FormToken: schemaOf(formTokenSchema, 'output'),
        Feedback: schemaOf(feedbackSchema),
        Events: schemaOf(eventsRequestSchema),
        Suggestions: schemaOf(suggestionsRequestSchema),
        Ticket: schemaOf(ticketSchema),
        Progress: schemaOf(progressSchema),
        Survey: schemaOf(surveyAnswerSchema),
        Effort: schemaOf(effortAnswerSchema),
      },
    },
  }
}
