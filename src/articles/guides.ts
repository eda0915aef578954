import { findFallbackChain, localePrefix, type Locale } from '../languages/contract.ts'
import type { GuideFields, GuideStepFields } from '../guides/contract.ts'
import { edgesOf, findPaths, type GuideEdge, type GuidePath } from './guide-graph.ts'
import { revisionOf } from './revision.ts'
import type { GuideSource } from './tree.ts'

/** A step as a reader of one locale gets it. */
export interface GuideStep extends GuideStepFields {
  /** Language of its texts; another than the reader's where it is not translated. */
  textLocale: string
  /** Questions answered before it, on the shortest way. */
  depth: number
  ways: GuideEdge[]
}

/** A question and the answer that was chosen. */
export interface GuideAnswer {
  step: GuideStep
  /** Undefined after a solution that did not help. */
  choice: string | undefined
}

/** One page of a guide. */
export interface GuidePage {
  step: GuideStep
  /** Part of the address after that of the guide: '' for the beginning, `step`, or `step/0-2` for one of several ways to a person. */
  part: string
  /** What the reader is known to have answered. */
  answers: GuideAnswer[]
}

/** A guide as a reader of one locale gets it. */
export interface Guide extends Omit<GuideFields, 'steps'> {
  id: string
  locale: string
  textLocale: string
  isTranslated: boolean
  /** Address of the first step, e.g. `/fa/guides/no-result/`. */
  url: string
  /** Locales that have their own text. */
  translations: string[]
  /** Content hash of what is read. */
  revision: string
  steps: Map<string, GuideStep>
  pages: GuidePage[]
}

/** All guides for readers of a locale, in the order of their titles. */
export function resolveGuides(sources: GuideSource[], locales: Locale[], locale: string): Guide[] {
  const codes = [...new Set([...findFallbackChain(locales, locale), ...locales.map(({ code }) => code)])]
  const usable = sources.filter(({ guide }) => guide)
  const collator = new Intl.Collator(locale)
  return [...new Set(usable.map(({ id }) => id))]
    .map((id) => {
      const texts = codes.flatMap((code) => usable.find((source) => source.id === id && source.locale === code) ?? [])
      const translations = locales.map(({ code }) => code).filter((code) => texts.some((source) => source.locale === code))
      return resolveGuide(id, locale, texts, { translations, url: `${localePrefix(locales, locale)}/guides/${id}/` })
    })
    .toSorted((a, b) => collator.compare(a.title, b.title))
}

/** `texts` are the guide in each language it has, the best for this reader first. */
function resolveGuide(id: string, locale: string, texts: GuideSource[], { translations, url }: Pick<Guide, 'translations' | 'url'>): Guide {
  const [best] = texts
  if (!best?.guide) throw new Error(`The guide "${id}" has no text in any language. Build again.`)
  const fields: (GuideStepFields & { textLocale: string })[] = []
  // A step that the reader's language lacks is read in the next language that has it.
  for (const { guide, locale: textLocale } of texts) {
    for (const step of guide?.steps ?? []) if (!fields.some((known) => known.id === step.id)) fields.push({ ...step, textLocale })
  }
  const paths = findPaths(fields)
  const steps = new Map(
    fields.flatMap((step) => {
      const ways = paths.get(step.id)
      return ways ? [[step.id, { ...step, depth: Math.min(...ways.map(({ length }) => length)), ways: edgesOf(step, fields) }] as const] : []
    }),
  )
  const { steps: _, ...own } = best.guide
  const category = own.category ?? texts.find(({ guide }) => guide?.category)?.guide?.category
  return {
    ...own,
    ...(category ? { category } : {}),
    id,
    locale,
    textLocale: best.locale,
    isTranslated: best.locale === locale,
    url,
    translations,
    revision: revisionOf(own.title, own.description, JSON.stringify([...steps.values()])),
    steps,
    pages: [...steps.values()].flatMap((step, index) => makePages(step, index === 0, paths.get(step.id) ?? [], steps)),
  }
}

/** A person gets one page for each way there, so that the answers are known without JavaScript; other steps have one for all ways. */
function makePages(step: GuideStep, isFirst: boolean, paths: GuidePath[], steps: Map<string, GuideStep>): GuidePage[] {
  const page = (part: string, known: GuidePath) => ({ step, part, answers: known.flatMap((made) => toAnswer(made, steps)) })
  const common = paths[0]?.filter((made) => paths.every((path) => path.some(({ step: id, choice }) => id === made.step && choice === made.choice))) ?? []
  const pages = [page(isFirst ? '' : step.id, common)]
  if (step.contact !== undefined && paths.length > 1) pages.push(...paths.map((path) => page(`${step.id}/${pathKey(path)}`, path)))
  return pages
}

function toAnswer({ step: id, choice }: GuidePath[number], steps: Map<string, GuideStep>): GuideAnswer[] {
  const step = steps.get(id)
  return step ? [{ step, choice: step.choices?.[choice]?.text }] : []
}

const pathKey = (path: GuidePath) => path.map(({ choice }) => choice).join('-')

/** Address of the page that a way leads to. Where several ways lead to a person, it is the one that knows the answers. */
export function addressOfWay(guide: Guide, from: GuidePage, way: GuideEdge): string {
  const first = [...guide.steps.keys()][0]
  if (way.to === first) return guide.url
  const made = [...from.answers.map(({ step, choice }) => choiceIndex(step, choice)), way.choice]
  const part = `${way.to}/${made.join('-')}`
  // A step that is reached in several ways does not know the whole of any.
  return `${guide.url}${guide.pages.some((page) => page.part === part) ? part : way.to}/`
}

const choiceIndex = (step: GuideStep, choice: string | undefined) =>
  choice === undefined ? (step.choices?.length ?? 0) : (step.choices ?? []).findIndex(({ text }) => text === choice)
