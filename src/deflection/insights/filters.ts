import { html } from 'hono/html'
import type { Markup } from '../insights-layout.ts'
import type { PublishedArticle } from '../contract.ts'
import { PERIODS, writeDay, writeQuestion } from './question.ts'
import type { View } from './view.ts'

/** More names than this make a page heavy; the field takes any path. */
const MOST_NAMES = 300

/** Period, language, category and article as one form that asks by its address, so that every answer can be bookmarked and sent to a colleague. */
export function renderFilters(view: View, published: PublishedArticle[] | undefined): Markup {
  const { question, translator, settings, scope } = view
  const { t } = translator
  const option = (value: string, label: string, isChosen: boolean, lang?: string) =>
    html`<option value="${value}"${isChosen ? html` selected` : ''}${lang ? html` lang="${lang}"` : ''}>${label}</option>`
  const categories = listCategories(published, view)
  const names = listNames(published, view)
  const langOf = (locale: string) => (locale === translator.locale.code ? undefined : locale)
  return html`<form class="filters" action="/insights/" method="get" aria-label="${t('insights.filters')}">
<input type="hidden" name="lang" value="${translator.locale.code}">
<label>${t('insights.period')} <select name="days">${PERIODS.map((days) =>
    option(days, days === 'all' ? t('insights.allTime') : t('insights.days', { count: Number(days) }), !question.between && days === question.days),
  )}</select></label>
${
  settings.locales.length > 1
    ? html`<label>${t('insights.language')} <select name="locale">${option('', t('insights.allLanguages'), !question.locale)}${settings.locales.map(({ code, name }) => option(code, name, code === question.locale, code))}</select></label>`
    : ''
}
${
  categories.length > 1
    ? html`<label>${t('insights.category')} <select name="category">${option('', t('insights.allTopics'), !question.category)}${categories.map(({ category, title, locale }) => option(category, title, category === question.category, langOf(locale)))}</select></label>`
    : ''
}
<label>${t('insights.article')} <input name="article" value="${question.article ?? ''}" dir="ltr" list="articles-known" autocomplete="off" placeholder="${names[0]?.path ?? ''}"></label>
${names.length > 0 && names.length <= MOST_NAMES ? html`<datalist id="articles-known">${names.map(({ path, title, locale }) => option(path, title, false, langOf(locale)))}</datalist>` : ''}
<details class="dates"${question.between ? html` open` : ''}><summary>${t('insights.dates')}</summary>
<label>${t('insights.from')} <input type="date" name="from" value="${question.between ? writeDay(scope.from) : ''}"></label>
<label>${t('insights.to')} <input type="date" name="to" value="${question.between ? writeDay(scope.to) : ''}"></label>
</details>
<p class="send"><button>${t('insights.apply')}</button>${isNarrowed(view) ? html` <a href="/insights/?lang=${translator.locale.code}">${t('insights.reset')}</a>` : ''}</p>
</form>`
}

const isNarrowed = ({ question: { locale, category, article, between } }: View) => Boolean(locale || category || article || between)

function listCategories(published: PublishedArticle[] | undefined, { translator }: View): { category: string; title: string; locale: string }[] {
  const found = new Map<string, { category: string; title: string; locale: string }>()
  for (const { category, categoryTitle, locale } of published ?? []) {
    if (!found.has(category) || locale === translator.locale.code) found.set(category, { category, title: categoryTitle ?? category, locale })
  }
  return [...found.values()]
}

/** Articles to choose from, each in the language of the page where it is translated. */
function listNames(published: PublishedArticle[] | undefined, { question, translator, settings }: View): PublishedArticle[] {
  const codes = [translator.locale.code, settings.locales[0]?.code]
  const known = Map.groupBy(
    (published ?? []).filter(({ category }) => !question.category || category === question.category),
    ({ path }) => path,
  )
  return [...known.values()].flatMap((texts) => codes.flatMap((code) => texts.find(({ locale }) => locale === code) ?? []).slice(0, 1))
}

/** The orders of the list of articles, each an address. */
export function renderOrders({ question, translator }: View, orders: readonly { sort: View['question']['sort']; label: string }[]): Markup {
  return html`<nav class="orders" aria-label="${translator.t('insights.order')}"><ul role="list">${orders.map(
    ({ sort, label }) =>
      html`<li><a href="/insights/?${writeQuestion({ ...question, sort }, { lang: translator.locale.code })}#fix"${sort === question.sort ? html` aria-current="true"` : ''}>${label}</a></li>`,
  )}</ul></nav>`
}
