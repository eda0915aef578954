import * as z from 'zod'
import { localisedTextSchema } from '../settings/contract.ts'

const dateSchema = z.iso.date('Write the date as YYYY-MM-DD, e.g. 2026-11-20.')
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Name of a category or an article in addresses: lower-case Latin letters, digits and hyphens. */
export const slugSchema = z.string().max(79, 'Use at most 79 characters.').regex(slugPattern, 'Use lower-case letters a–z, digits and single hyphens.')
/** `category/slug`: the same article in every locale. */
export const articlePathSchema = z
  .string()
  .max(159, 'Use at most 159 characters.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Write category/slug, e.g. using/find-an-answer.')

/** What stands between the `---` lines of an article. */
export const frontMatterSchema = z.strictObject({
  /** The heading of the page. Sentence case, no full stop. */
  title: z.string().trim().min(1).max(120),
  /** One sentence under the title, in lists, and for search engines. */
  description: z.string().trim().min(1).max(300),
  /** Place inside the category, lowest first; articles without one follow, by title. */
  order: z.number().int().min(0).optional(),
  /** What the reader gets: steps to a goal, understanding, facts to look up, or a problem solved. */
  kind: z.enum(['howto', 'explanation', 'reference', 'troubleshooting']).optional(),
  /** Words customers use that are not in the title. */
  keywords: z.array(z.string().trim().min(1)).max(20).optional(),
  /** How customers ask for this article, in their own words. */
  questions: z.array(z.string().trim().min(1)).max(10).optional(),
  /** Articles to read next, as `category/slug`. */
  related: z.array(articlePathSchema).max(6).optional(),
  /** Who answers for the text. */
  author: z.string().trim().min(1).optional(),
  /** First day it is public: until that day it is not built. The home page lists the newest. */
  published: dateSchema.optional(),
  /** Last day the text changed in a way a reader would notice. */
  updated: dateSchema.optional(),
  /** Day by which somebody should read it again. */
  reviewBy: dateSchema.optional(),
  /** True keeps it out of the built site; `npm run dev` still shows it. */
  draft: z.boolean().optional(),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Fields a translation takes from the article in another language unless it has its own; see inherit.ts for which. */
export const INHERITED_FIELDS = ['order', 'kind', 'related', 'published', 'reviewBy', 'draft'] as const

/** One entry of content/categories.yml. */
export const categorySchema = z.strictObject({
  /** Folder name of the category. */
  id: slugSchema,
  /** Name of a Lucide icon, e.g. `compass`. */
  icon: slugSchema.default('book-open'),
  title: localisedTextSchema,
  description: localisedTextSchema.optional(),
})
export type Category = z.infer<typeof categorySchema>
/** content/categories.yml: the categories in the order they are shown. */
export const categoriesSchema = z.array(categorySchema).min(1)

/** One entry of content/glossary/<locale>.yml. */
export const glossaryEntrySchema = z.strictObject({
  id: slugSchema,
  term: z.string().trim().min(1),
  /** One or two sentences. */
  definition: z.string().trim().min(1).max(500),
  /** `category/slug` of an article about it; a translation takes it from the default locale. */
  article: articlePathSchema.optional(),
})
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>
export const glossarySchema = z.array(glossaryEntrySchema)

/** content/wording/<locale>.yml: which words articles of a language use. */
export const wordingSchema = z.strictObject({
  /** Words and phrases not to be used, with what to write instead. */
  avoid: z.record(z.string().trim().min(1).max(60), z.string().trim().min(1).max(200)).default({}),
  /** Link texts that do not say where a link leads, besides those that are known of the language. */
  vagueLinks: z.array(z.string().trim().min(1).max(60)).default([]),
  /** Abbreviations that every reader knows, so that they need no line in the glossary. */
  known: z.array(z.string().trim().min(1).max(20)).default([]),
  /** Words of your trade that readers know only from the glossary. */
  jargon: z.array(z.string().trim().min(1).max(60)).default([]),
})
export type Wording = z.infer<typeof wordingSchema>

/** A word or a few, as readers type them. */
const searchWordSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^,=>]*$/, 'Write one word or phrase, without ",", "=" and ">".')
/** content/synonyms/<locale>.yml: what readers call the things that articles call otherwise. */
export const synonymsSchema = z.strictObject({
  /** Groups of words that mean the same: each finds what the others find. */
  same: z
    .array(z.array(searchWordSchema).refine((words) => words.length > 1, 'A word alone has no synonym. Write at least two, or remove the group.'))
    .default([]),
  /** What readers type, with words of the articles that it finds too; these do not find it. */
  finds: z
    .record(
      searchWordSchema,
      z.array(searchWordSchema).refine((words) => words.length > 0, 'Write the words to be found, or remove the line.'),
    )
    .default({}),
})
export type Synonyms = z.infer<typeof synonymsSchema>
