import * as z from 'zod'
import { articlePathSchema, slugSchema } from '../articles/contract.ts'
import { commentSchema, pagePathSchema, reasonSchema, revisionSchema, scoreSchema } from '../feedback/contract.ts'
import { localeCodeSchema } from '../languages/contract.ts'
import { newIdSchema, pageViewSchema } from '../server/contract.ts'

/** Version of the events below. */
export const EVENT_VERSION = 1
/** Most events one request may carry. */
export const EVENTS_PER_REQUEST = 20

const envelope = {
  /** UUIDv7 made by the browser; the same id is stored once. */
  id: newIdSchema,
  /** The reader's clock in epoch ms; moved to within 24 h of the server's. */
  ts: z.int().min(0).max(8.64e15),
  /** Id of the page view, kept in memory of the page only. */
  pv: pageViewSchema.optional(),
  /** Path of the page without query and hash. */
  path: pagePathSchema,
  /** Language of the page; of the text, where an article is named. */
  locale: localeCodeSchema,
  v: z.literal(EVENT_VERSION, `Write ${EVENT_VERSION}, the version of these events.`),
}
/** What was read; optional where a page need not be an article. */
const mayBeArticle = { article: articlePathSchema.optional(), revision: revisionSchema.optional() }
const isArticle = { article: articlePathSchema, revision: revisionSchema }

const suggestionCount = z.int().min(1).max(10)

/** How a reader came to a page. */
export const referrerSchema = z.enum(['search', 'nav', 'external', 'contact', 'widget'])

export const viewSchema = z.strictObject({ ...envelope, ...mayBeArticle, type: z.literal('view'), ref: referrerSchema })
export const viewEndSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('view_end'),
  /** Time on the page in ms, at most an hour. */
  dwell_ms: z.int().min(0).max(3_600_000),
  /** Deepest point reached, in percent of the page. */
  scroll: z.int().min(0).max(100),
})
export const searchSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('search'),
  /** The committed query; the server removes personal data again before it stores it. */
  q: z.string().trim().min(1).max(120),
  /** Number of results. */
  n: z.int().min(0).max(1_000_000),
  /** Time until the results were there. */
  ms: z.int().min(0).max(3_600_000),
})
export const searchClickSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('search_click'),
  /** Id of the search event. */
  search: newIdSchema,
  /** Place of the result, from 1. */
  pos: z.int().min(1).max(50),
  target: pagePathSchema,
})
export const voteSchema = z.strictObject({ ...envelope, ...isArticle, type: z.literal('vote'), val: z.literal([0, 1]) })
export const reasonEventSchema = z.strictObject({ ...envelope, ...isArticle, type: z.literal('reason'), reason: reasonSchema })
export const effortSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('ces'),
  score: scoreSchema,
  where: z.enum(['article', 'troubleshooter', 'contact']),
})
export const commentEventSchema = z.strictObject({
  ...envelope,
  ...isArticle,
  type: z.literal('comment'),
  /** Id of the vote it explains. */
  vote: z.uuid().toLowerCase().optional(),
  text: commentSchema.pipe(z.string().min(1)),
})
export const localeSwitchSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('locale_switch'),
  from: localeCodeSchema,
  to: localeCodeSchema,
  /** Whether the article exists in the language asked for. */
  exists: z.boolean(),
})
export const fallbackSchema = z.strictObject({
  ...envelope,
  ...mayBeArticle,
  type: z.literal('fallback'),
  wanted: localeCodeSchema,
  served: localeCodeSchema,
})
export const notFoundSchema = z.strictObject({ ...envelope, type: z.literal('not_found'), ref: referrerSchema })
/** Somebody opened the contact form. */
export const contactOpenSchema = z.strictObject({ ...envelope, type: z.literal('contact_open'), from: z.enum(['article', 'search', 'nav']) })
/** Articles were found that may answer what somebody writes, whether or not they are shown; recorded before the arm of an experiment acts. */
export const suggestEligibleSchema = z.strictObject({ ...envelope, type: z.literal('suggest_eligible'), n: suggestionCount })
/** They were shown. */
export const suggestShownSchema = z.strictObject({ ...envelope, type: z.literal('suggest_shown'), n: suggestionCount })
export const suggestClickSchema = z.strictObject({
  ...envelope,
  type: z.literal('suggest_click'),
  /** Place of the suggestion, from 1. */
  pos: z.int().min(1).max(10),
  target: pagePathSchema,
})
/** Whether a suggestion solved it, as the reader said before sending. */
export const solvedSchema = z.strictObject({ ...envelope, type: z.literal('solved'), val: z.literal([0, 1]), target: pagePathSchema.optional() })

const treeStep = { tree: slugSchema, revision: revisionSchema, node: slugSchema, depth: z.int().min(0).max(60) }
/** An answer given in a guide. */
export const treeStepSchema = z.strictObject({
  ...envelope,
  ...treeStep,
  type: z.literal('tree_step'),
  /** Place among the answers of the step, from 0; the one after the last is “No, that did not help”. */
  choice: z.int().min(0).max(20),
})
/** How a guide ended, on which step. `abandoned` is the last word only if the visit has no step after it. */
export const treeEndSchema = z.strictObject({ ...envelope, ...treeStep, type: z.literal('tree_end'), outcome: z.enum(['solved', 'escalated', 'abandoned']) })

/** An event as the browser sends it. A new kind of event is one more schema in this list. */
export const eventSchema = z.discriminatedUnion('type', [
  viewSchema,
  viewEndSchema,
  searchSchema,
  searchClickSchema,
  voteSchema,
  reasonEventSchema,
  effortSchema,
  commentEventSchema,
  localeSwitchSchema,
  fallbackSchema,
  notFoundSchema,
  contactOpenSchema,
  suggestEligibleSchema,
  suggestShownSchema,
  suggestClickSchema,
  solvedSchema,
  treeStepSchema,
  treeEndSchema,
])
export type Event = z.infer<typeof eventSchema>
export type EventInput = z.input<typeof eventSchema>
export type EventType = Event['type']

/** Body of `POST /api/events`. */
export const eventsRequestSchema = z.strictObject({
  events: z.array(eventSchema).min(1, 'Send at least one event.').max(EVENTS_PER_REQUEST, `Send at most ${EVENTS_PER_REQUEST} events.`),
  /** True when a program drives the browser (`navigator.webdriver`): what it did is counted apart. */
  automated: z.boolean().optional(),
})

/** Body of `POST /api/suggestions`: articles were found; may they be shown? */
export const suggestionsRequestSchema = z.strictObject({
  event: suggestEligibleSchema,
  /** As in `POST /api/events`. */
  automated: z.boolean().optional(),
})
/** Its answer. Not while the visit is in the holdout of the experiment. */
export const suggestionsAnswerSchema = z.strictObject({ show: z.boolean() })
export type SuggestionsAnswer = z.infer<typeof suggestionsAnswerSchema>

/** What a reader submits on purpose: stored under `Sec-GPC: 1` too, when everything else is dropped. */
export const SUBMITTED_TYPES: ReadonlySet<EventType> = new Set<EventType>(['vote', 'reason', 'ces', 'comment', 'solved'])

/** One entry of dist/articles.json, which the build writes so that figures have titles. */
export const publishedArticleSchema = z.object({
  /** `category/slug`. */
  path: articlePathSchema,
  locale: localeCodeSchema,
  title: z.string(),
  /** Address of the page on the site, e.g. `/using/find-an-answer/`. */
  url: pagePathSchema,
  revision: z.string().optional(),
  category: z.string(),
  /** The category's title in this locale; its folder name is shown when absent. */
  categoryTitle: z.string().optional(),
})
export type PublishedArticle = z.infer<typeof publishedArticleSchema>
