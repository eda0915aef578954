import { html } from 'hono/html'
import type { PublishedArticle } from '../contract.ts'
import { type ArticleFigures, listArticles } from '../figures.ts'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import type { Articles } from '../queries/articles.ts'
import type { Efforts } from '../queries/efforts.ts'
import type { Guides } from '../queries/guides.ts'
import type { Insights } from '../queries/insights.ts'
import type { Missing } from '../queries/missing.ts'
import { previousScope } from '../queries/scope.ts'
import { answerAfterwards } from './answers/afterwards.ts'
import { answerArticles } from './answers/articles.ts'
import { answerComments } from './answers/comments.ts'
import { answerContactVolume } from './answers/contact-volume.ts'
import { renderEfforts, sayEfforts, tabulateEfforts } from './answers/efforts.ts'
import { sayGuides, tabulateGuides, tabulateGuideSteps } from './answers/guides.ts'
import { answerHealth } from './answers/health.ts'
import { answerLanguages } from './answers/languages.ts'
import { defineMissing, sayMissing, tabulateMissing } from './answers/missing.ts'
import { answerRevisions } from './answers/revisions.ts'
import { answerSearches } from './answers/searches.ts'
import { answerSuggestionEffect } from './answers/suggestion-effect.ts'
import { answerUsualRange } from './answers/usual-range.ts'
import { renderArticles } from './article-table.ts'
import { renderFilters } from './filters.ts'
import { renderComments } from './newest-comments.ts'
import { hasBefore, writeQuestion } from './question.ts'
import { type Answer, renderAnswer, renderOverview } from './section.ts'
import type { View } from './view.ts'

/** Comments on the page of all questions. */
const NEWEST = 5

export interface InsightsSources {
  insights: Insights
  published: PublishedArticle[] | undefined
}

/** Asks the questions of the support lead and answers them in their order. */
export async function answerAll({ insights, published }: InsightsSources, view: View): Promise<Answer[]> {
  const { scope } = view
  const before = previousScope(scope)
  const [
    volume,
    effect,
    searches,
    articles,
    revisions,
    counts,
    languages,
    time,
    health,
    past,
    pastSearches,
    newest,
    ranges,
    replies,
    surveys,
    efforts,
    missing,
    guides,
  ] = await Promise.all([
    insights.contactVolume(scope),
    insights.suggestionEffect(scope),
    insights.searches(scope),
    insights.articles(scope),
    insights.revisions(scope),
    insights.comments(scope),
    insights.languages(scope),
    insights.timeToAnswer(scope),
    insights.health(scope),
    insights.contactVolume(before),
    insights.searches(before),
    insights.newestComments(scope, NEWEST),
    insights.usualRanges(scope),
    insights.replies(scope),
    insights.surveys(scope),
    insights.efforts(scope),
    insights.missing(scope),
    insights.guides(scope),
  ])
  const listed = listArticles(articles.articles, published, { ...scope, sort: view.question.sort })
  return [
    answerContactVolume(volume, past.days, view),
    answerSuggestionEffect(effect, view),
    answerLookedFor(answerSearches(searches, pastSearches.zero, time, view), missing, view),
    answerFix({ articles, efforts, guides }, listed, view),
    answerRevisions(revisions, view),
    answerComments(counts, renderComments(newest, view), view),
    answerLanguages(languages, view),
    answerHealth(health, view),
    answerUsualRange(ranges, view),
    answerAfterwards(replies, surveys, view),
  ]
}

/** What was looked for in vain: in the search, and at addresses that are not there. */
function answerLookedFor(told: Answer, missing: Missing, view: View): Answer {
  return {
    ...told,
    sentences: [...told.sentences, sayMissing(missing, view)],
    definitions: [...told.definitions, ...defineMissing(missing, view)],
    tables: [...told.tables, tabulateMissing(missing)],
  }
}

/** What to fix first: the articles, how guides end, and how easy it was everywhere. */
function answerFix({ articles, efforts, guides }: { articles: Articles; efforts: Efforts; guides: Guides }, listed: ArticleFigures[], view: View): Answer {
  const told = answerArticles(articles, view)
  const { t } = view.translator
  const drawn = renderEfforts(efforts, view)
  return {
    ...told,
    sentences: [...told.sentences, ...sayGuides(guides, view), ...sayEfforts(efforts, view)],
    definitions: [...told.definitions, ...(guides.guides.length > 0 ? [t('insights.guides.definition')] : []), t('insights.efforts.definition')],
    chart: drawn ? html`${told.chart ?? ''}${drawn}` : told.chart,
    more: renderArticles(listed, view),
    tables: [tabulateGuides(guides), tabulateGuideSteps(guides), tabulateEfforts(efforts)],
  }
}

/** The insights as one page without scripts: what is asked, every answer in words, then the figures it comes from. */
export function renderInsights(answers: Answer[], published: PublishedArticle[] | undefined, view: View): Markup {
  const { translator } = view
  const { t } = translator
  return renderInsightsLayout(
    translator,
    t('insights.title'),
    html`<body>
${renderTop(view, '')}
<main>
<h1>${t('insights.title')}</h1>
${renderSpan(view)}
${renderFilters(view, published)}
${renderOverview(answers, view)}
${answers.map((answer, index) => renderAnswer(answer, index + 1, view))}
${renderLanguages(view, (lang) => `/insights/?${writeQuestion(view.question, { lang })}`)}
</main>
</body>`,
  )
}

/** Which days the figures are of, and which they are compared with. */
export function renderSpan({ scope, question, speech, translator: { t } }: View): Markup {
  const before = previousScope(scope)
  const compared = hasBefore(question) ? t('insights.spanBefore', { span: speech.days(before.from, before.to) }) : ''
  return html`<p class="span"><bdi>${speech.days(scope.from, scope.to)}</bdi>${compared ? html` <span class="quiet-text">${compared}</span>` : ''}</p>`
}
