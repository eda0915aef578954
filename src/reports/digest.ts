import { findUrgent } from '../deflection/insights/answers/articles.ts'
import { answerAll } from '../deflection/insights/page.ts'
import { writeQuestion } from '../deflection/insights/question.ts'
import { articleAddress } from '../deflection/insights/table-markup.ts'
import type { View } from '../deflection/insights/view.ts'
import { previousScope } from '../deflection/queries/scope.ts'
import { findDirection } from '../languages/contract.ts'
import { readText } from '../settings/load.ts'
import type { Bulletin, Item } from './bulletin.ts'
import { compareFigures } from './changes.ts'
import { insightsAddress, type ReportSources, viewDays } from './sources.ts'
import type { Week } from './week.ts'

/** Articles to be fixed first. */
const MOST_FIXES = 3
/** A week says little about one article, so they are judged by as many days as the page shows unless it is asked otherwise. */
const FIX_DAYS = 90
/** Sentences of an answer; the page has the others. */
const MOST_SENTENCES = 2

/** What a week was like, in somebody's language: what changed, what to fix first, and the eight questions. */
export async function composeDigest(sources: ReportSources, week: Week, locale: string | undefined, now: number): Promise<Bulletin> {
  const { insights, settings, listArticles } = sources
  const view = viewDays(sources, locale, { from: week.from, to: week.to }, now)
  const { translator, speech, scope } = view
  const { t, number } = translator
  const address = insightsAddress(sources, `?${writeQuestion(view.question, { lang: translator.locale.code })}`)
  const [changes, answers, fixes] = await Promise.all([
    compareFigures(insights, view),
    answerAll({ insights, published: listArticles() }, view),
    findFixes(sources, week, locale, now),
  ])
  const site = readText(settings.name, translator.locale.code, settings)
  const before = previousScope(scope)
  return {
    translator,
    subject: t('reports.digestSubject', { site, from: speech.shortDay(scope.from), to: speech.shortDay(scope.to), messages: changes[0]?.value ?? number(0) }),
    preview: answers[0]?.sentences.find((sentence) => sentence) || '',
    site,
    title: t('reports.digestTitle'),
    span: `${speech.days(scope.from, scope.to)} · ${t('insights.spanBefore', { span: speech.days(before.from, before.to) })}`,
    sections: [
      { heading: t('reports.changed'), changes },
      fixes,
      {
        heading: t('reports.questions'),
        isNumbered: true,
        items: answers.map(({ id, question, sentences }) => ({
          title: t(question),
          url: `${address}#${id}`,
          sentences: sentences.filter((sentence): sentence is string => typeof sentence === 'string' && sentence !== '').slice(0, MOST_SENTENCES),
        })),
      },
    ],
    button: { label: t('reports.open'), url: address },
    reason: t('reports.digestReason', { site: speech.quote(site) }),
  }
}

async function findFixes(sources: ReportSources, week: Week, locale: string | undefined, now: number) {
  const view = viewDays(sources, locale, { from: week.to - FIX_DAYS + 1, to: week.to }, now)
  const { t } = view.translator
  const articles = await sources.insights.articles(view.scope)
  const items = findUrgent(articles)
    .slice(0, MOST_FIXES)
    .map((article): Item => {
      const { contact, helpful } = article
      const known = view.settings.locales.find(({ code }) => code === article.locale)
      const hasVotes = helpful.share !== null && helpful.n > 0
      return {
        title: view.nameArticle(article.article, article.locale).title,
        lang: article.locale,
        dir: known && findDirection(known),
        url: articleUrl(article.article, sources, view),
        sentences: [
          t('reports.fixOne', {
            rate: view.speech.proportion(contact.rate),
            site: view.speech.share(articles.site.share ?? 0),
            count: Math.round(contact.avoidable),
          }),
          ...(hasVotes ? [t('insights.one.helps', { share: view.speech.share(helpful.share ?? 0), count: helpful.n })] : []),
        ],
      }
    })
  const note = items.length === 0 ? t('insights.articles.none') : t('reports.fixNote', { count: FIX_DAYS })
  return { heading: t('reports.fixFirst'), note, items, isNumbered: true }
}

function articleUrl(article: string, sources: ReportSources, view: View): string {
  const base = new URL(insightsAddress(sources))
  return new URL(articleAddress(article, view), base).href
}
