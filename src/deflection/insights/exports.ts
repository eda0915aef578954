import type { PublishedArticle } from '../contract.ts'
import { type ArticleFigures, listArticles } from '../figures.ts'
import type { Insights } from '../queries/insights.ts'
import type { Scope } from '../queries/scope.ts'
import { measureEffort } from '../statistics/effort.ts'
import { addUpVotes } from './answers/articles.ts'
import { tabulateReplies } from './answers/afterwards.ts'
import { tabulateComments } from './answers/comments.ts'
import { tabulateEfforts } from './answers/efforts.ts'
import { tabulateItems } from '../items/items-table.ts'
import { tabulateInbox } from '../inbox/inbox-table.ts'
import { tabulateContacts, tabulateOrigins, tabulateTopics } from './answers/contact-volume.ts'
import { tabulateGuides, tabulateGuideSteps } from './answers/guides.ts'
import { tabulateCounters } from './answers/health.ts'
import { tabulateFallbacks, tabulateLanguageChanges, tabulateLanguages, tabulateSwitches } from './answers/languages.ts'
import { tabulateMissing } from './answers/missing.ts'
import { tabulateArticleDays, tabulateReasons } from './answers/one-article.ts'
import { tabulateRevisions } from './answers/revisions.ts'
import { tabulateOutcomes, tabulateSearches } from './answers/searches.ts'
import { tabulateSurveys } from './answers/satisfaction.ts'
import { tabulateEffect, tabulateExperiment } from './answers/suggestion-effect.ts'
import { tabulateRanges } from './answers/usual-range.ts'
import { describeShare, type FigureTable, type TableName } from './table.ts'
import type { View } from './view.ts'

type Reader = (insights: Insights, scope: Scope, view: Pick<View, 'translator' | 'settings'>) => Promise<FigureTable>

/** Every table on request, as its page shows it. `articles` has more to say as JSON, see below. */
export const EXPORTS: Record<Exclude<TableName, 'articles'>, Reader> = {
  contacts: async (insights, scope) => tabulateContacts((await insights.contactVolume(scope)).days),
  topics: async (insights, scope, view) => tabulateTopics(await insights.contactVolume(scope), { locale: view.translator.locale, settings: view.settings }),
  effect: async (insights, scope) => tabulateEffect(await insights.suggestionEffect(scope)),
  experiment: async (insights, scope) => tabulateExperiment(await insights.suggestionEffect(scope)),
  searches: async (insights, scope) => tabulateSearches(await insights.searches(scope)),
  outcomes: async (insights, scope) => tabulateOutcomes(await insights.searches(scope)),
  'article-days': async (insights, scope) => tabulateArticleDays(scope.article ? await insights.articleDays({ ...scope, article: scope.article }) : []),
  revisions: async (insights, scope) => tabulateRevisions(await insights.revisions(scope)),
  comments: async (insights, scope) => tabulateComments(await insights.comments(scope)),
  inbox: async (insights, scope) => tabulateInbox(await insights.inbox(scope)),
  items: async (insights, scope) => tabulateItems(await insights.items(scope)),
  languages: async (insights, scope) => tabulateLanguages(await insights.languages(scope)),
  fallbacks: async (insights, scope) => tabulateFallbacks(await insights.languages(scope)),
  switches: async (insights, scope) => tabulateSwitches(await insights.languages(scope)),
  refusals: async (insights, scope) => tabulateCounters(await insights.health(scope)),
  replies: async (insights, scope, view) => tabulateReplies(await insights.replies(scope), view),
  surveys: async (insights, scope) => tabulateSurveys(await insights.surveys(scope)),
  efforts: async (insights, scope) => tabulateEfforts(await insights.efforts(scope)),
  reasons: async (insights, scope) => tabulateReasons(await insights.articles(scope)),
  origins: async (insights, scope) => tabulateOrigins(await insights.contactVolume(scope)),
  missing: async (insights, scope) => tabulateMissing(await insights.missing(scope)),
  guides: async (insights, scope) => tabulateGuides(await insights.guides(scope)),
  'guide-steps': async (insights, scope) => tabulateGuideSteps(await insights.guides(scope)),
  'language-changes': async (insights, scope) => tabulateLanguageChanges(await insights.languages(scope)),
  ranges: async (insights, scope) => tabulateRanges(await insights.usualRanges(scope)),
}

/** The articles with their names, distributions and reasons, which a flat table has no room for. */
export function describeArticles(articles: ArticleFigures[]) {
  return {
    total: {
      views: articles.reduce((sum, { views }) => sum + views, 0),
      ...describeAnswers({ helpful: addUpVotes(articles), effort: measureEffort([0, 1, 2, 3, 4, 5, 6].map((score) => addUpScores(articles, score))) }),
    },
    articles: articles.map(({ article, locale, title, category, url, isPublished, views, visits, helpful, effort, reasons, contact, comments }) => ({
      article,
      locale,
      title,
      category,
      url: url ?? null,
      isPublished,
      views,
      visits,
      ...describeAnswers({ helpful, effort }),
      reasons,
      contacts: describeShare(contact.rate),
      avoidable: contact.avoidable,
      comments,
    })),
  }
}

export async function readListedArticles(insights: Insights, published: PublishedArticle[] | undefined, scope: Scope, sort: View['question']['sort']) {
  return listArticles((await insights.articles(scope)).articles, published, { ...scope, sort })
}

const addUpScores = (articles: ArticleFigures[], score: number) => articles.reduce((sum, { effort }) => sum + (effort.distribution[score] ?? 0), 0)

function describeAnswers({ helpful, effort }: Pick<ArticleFigures, 'helpful' | 'effort'>) {
  const { count, ...share } = describeShare(helpful)
  return {
    votes: helpful.n,
    helpful: { yes: count, no: helpful.n - count, ...share },
    effort: { n: effort.n, mean: effort.mean, distribution: effort.distribution, easy: describeShare(effort.easy) },
  }
}
