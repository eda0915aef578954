import { html } from 'hono/html'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderMakeItem } from '../items/make-button.ts'
import type { Insights } from '../queries/insights.ts'
import { previousScope, type Scope } from '../queries/scope.ts'
import { addUpVotes, answerArticles, tabulateArticles } from './answers/articles.ts'
import { answerComments } from './answers/comments.ts'
import { answerMissing } from './answers/languages.ts'
import { tabulateEfforts } from './answers/efforts.ts'
import { answerHelpfulness, answerReading, tabulateReasons } from './answers/one-article.ts'
import { answerRevisions } from './answers/revisions.ts'
import { renderFilters } from './filters.ts'
import { renderComments } from './newest-comments.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import { renderSpan } from './page.ts'
import { writeQuestion } from './question.ts'
import { type Answer, renderAnswer, renderOverview } from './section.ts'
import type { View } from './view.ts'

/** All that is known of one article, in the order of the lead's questions. */
export async function answerOneArticle(insights: Insights, scope: Scope & { article: string }, view: View): Promise<Answer[]> {
  const before = previousScope(scope)
  const [articles, past, days, revisions, counts, newest, languages, efforts] = await Promise.all([
    insights.articles(scope),
    insights.articles(before),
    insights.articleDays(scope),
    insights.revisions(scope),
    insights.comments(scope),
    insights.newestComments(scope),
    insights.languages(scope),
    insights.efforts(scope),
  ])
  const told = answerArticles(articles, view)
  return [
    answerReading(days, articles.articles, past.articles, view),
    {
      ...answerHelpfulness(days, { now: addUpVotes(articles.articles), before: addUpVotes(past.articles) }, articles.articles, revisions, view),
      tables: [tabulateReasons(articles), tabulateEfforts(efforts)],
    },
    {
      ...told,
      question: 'insights.one.contactsQuestion',
      label: 'insights.articles.avoidable',
      chart: undefined,
      tables: [tabulateArticles(articles.articles)],
    },
    answerRevisions(revisions, view),
    answerComments(counts, renderComments(newest, view), view),
    answerMissing(languages, view),
  ]
}

/** The page of one article; every language it was read in is a part of it. */
export function renderOneArticle(article: string, answers: Answer[], view: View): Markup {
  const { translator, site, question } = view
  const { t, locale } = translator
  const { title, locale: language, url, isPublished } = view.nameArticle(article, question.locale ?? locale.code)
  const path = `/insights/articles/${article}/`
  const back = `/insights/?${writeQuestion({ ...question, article: undefined }, { lang: locale.code })}`
  return renderInsightsLayout(
    translator,
    title,
    html`<body>
${renderTop(view, '')}
<main class="one-article">
<p class="aside"><a href="${back}">${t('insights.one.back')}</a></p>
<h1><bdi${language && language !== locale.code ? html` lang="${language}"` : ''}>${title}</bdi>${isPublished ? '' : html` <span class="tag">${t('insights.removed')}</span>`}</h1>
${renderSpan(view)}
<div class="row">${url ? html`<a href="${site}${url}">${t('insights.one.open')}</a>` : ''}
${isPublished ? renderMakeItem({ kind: 'article', locale: question.locale ?? locale.code, subject: article }, view) : ''}</div>
${renderFilters({ ...view, question: { ...question, article } }, undefined)}
${renderOverview(answers, view)}
${answers.map((answer, index) => renderAnswer(answer, index + 1, view))}
${renderLanguages(view, (lang) => `${path}?${writeQuestion({ ...question, article: undefined }, { lang })}`)}
</main>
</body>`,
  )
}
