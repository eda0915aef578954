import { html } from 'hono/html'
import { findDirection } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import type { CommentFigure, Figures } from './figures.ts'
import { type InsightsPage, type Markup, renderInsightsLayout, renderBrand } from './insights-layout.ts'
import { renderFilters, renderLanguages } from './insights-filters.ts'
import { renderArticles, renderHistogram, renderInterval } from './insights-table.ts'
import { removePersonalData } from '../delivery/personal-data.ts'
import { ENOUGH_ANSWERS, isEnough } from './statistics/proportion.ts'
import { utcDay } from './visit.ts'

/** The insights as one page without scripts: the answer in words, then the figures it comes from. */
export function renderInsights(page: InsightsPage): Markup {
  const { figures, question, translator, settings } = page
  const { t } = translator
  const query = new URLSearchParams({ days: question.days, sort: question.sort, ...(question.locale ? { locale: question.locale } : {}) })
  return renderInsightsLayout(
    translator,
    t('insights.title'),
    html`<body>
<header class="top">
<p class="brand"><a href="${page.site || '/'}" title="${t('site.home')}">${renderBrand(settings, translator.locale.code)}</a></p>
<form method="post" action="/insights/sign-out"><input type="hidden" name="lang" value="${translator.locale.code}"><button class="quiet">${t('insights.signOut')}</button></form>
</header>
<main>
<h1>${t('insights.intro')}</h1>
<p class="answer">${answerInWords(figures, translator)}</p>
${renderTotals(figures, translator)}
${renderFilters({ question, translator, settings })}
<section>
<h2 id="articles">${t('insights.articles')}</h2>
${renderArticles(page)}
<p class="aside"><a href="/api/insights/articles?${query.toString()}">${t('insights.json')}</a></p>
</section>
<section aria-labelledby="comments">
<h2 id="comments">${t('insights.comments')}</h2>
${
  figures.comments.length === 0
    ? html`<p class="quiet-text">${t('insights.commentsEmpty')}</p>`
    : html`<ol class="comments">${figures.comments.map((comment) => renderComment(comment, page))}</ol>`
}
</section>
<section class="method" aria-labelledby="method">
<h2 id="method">${t('insights.method')}</h2>
<p>${t('insights.methodHelpful', { enough: ENOUGH_ANSWERS })}</p>
<p>${t('insights.methodEffort')}</p>
<p>${t('insights.methodCounting')}</p>
<p>${t('insights.methodPrivacy')}</p>
</section>
${settings.contact.tickets ? html`<p class="aside"><a href="/insights/deliveries/?lang=${translator.locale.code}">${t('deliveries.open')}</a></p>` : ''}
${renderLanguages({ question, translator, settings })}
</main>
</body>`,
  )
}

/** The first sentence: what somebody with ten seconds should know. True for an empty database too. */
export function answerInWords(figures: Figures, { t, percent }: Translator): string {
  const rated = figures.articles.filter(({ helpful }) => isEnough(helpful.n))
  const worst = rated.toSorted((a, b) => a.helpful.low - b.helpful.low)[0]
  if (worst) {
    // Isolated (U+2068, U+2069), so that an English title inside a Persian sentence leaves its order alone.
    const title = `\u2068${worst.title}\u2069`
    return t('insights.answer', { count: rated.length, title, share: percent(worst.helpful.share ?? 0) })
  }
  if (figures.total.helpful.n > 0) return t('insights.answerFew', { enough: ENOUGH_ANSWERS })
  if (figures.total.views > 0) return t('insights.answerNoVotes', { count: figures.total.views })
  return t('insights.answerEmpty')
}

function renderTotals({ total }: Figures, translator: Translator): Markup {
  const { t, number } = translator
  return html`<dl class="totals">
<div><dt>${t('insights.views')}</dt><dd><strong>${number(total.views)}</strong></dd></div>
<div><dt>${t('insights.votes')}</dt><dd><strong>${number(total.helpful.n)}</strong></dd></div>
<div><dt>${t('insights.helpful')}</dt><dd>${renderInterval(total.helpful, t('insights.noVotes'), translator)}</dd></div>
<div><dt>${t('insights.effort')} <small>${t('insights.effortHint')}</small></dt><dd>${renderHistogram(total.effort, translator)}</dd></div>
</dl>`
}

function renderComment(comment: CommentFigure, { translator, settings, site }: InsightsPage): Markup {
  const { t, date } = translator
  const day = utcDay(comment.time)
  const locale = settings.locales.find(({ code }) => code === comment.locale)
  const direction = locale ? findDirection(locale) : 'auto'
  const [vote, said] =
    comment.vote === null ? ['nothing', t('insights.saidNothing')] : comment.vote === 1 ? ['yes', t('insights.saidYes')] : ['no', t('insights.saidNo')]
  const title = html`<bdi lang="${comment.locale}">${comment.title}</bdi>`
  return html`<li>
<p class="comment" lang="${comment.locale}" dir="auto">${removePersonalData(comment.text)}</p>
<p class="source"><span class="vote vote-${vote}">${said}</span>
<span dir="${direction}">${comment.url ? html`<a href="${site}${comment.url}">${title}</a>` : title}</span>
<span lang="${comment.locale}">${locale?.name ?? comment.locale}</span>
<time datetime="${day}">${date(day)}</time></p>
</li>`
}
