import { html } from 'hono/html'
import type { MessageKey, Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { type Sort, SORTS } from './figures.ts'
import type { Markup } from './insights-layout.ts'
import { type InsightsQuestion, PERIODS } from './question.ts'

const SORT_LABELS: Record<Sort, MessageKey> = {
  lowest: 'insights.sortLowest',
  highest: 'insights.sortHighest',
  views: 'insights.sortViews',
  votes: 'insights.sortVotes',
  effort: 'insights.sortEffort',
  title: 'insights.sortTitle',
}

interface Choice {
  label: string
  change: Record<string, string>
  isChosen: boolean
  lang?: string
}

interface Asked {
  question: InsightsQuestion
  translator: Translator
  settings: Settings
}

/** Every filter is a link, so that an answer can be bookmarked and sent to a colleague. */
export function renderFilters(asked: Asked): Markup {
  const { question, translator, settings } = asked
  const { t } = translator
  const periods = PERIODS.map((days) => ({
    label: days === 'all' ? t('insights.allTime') : t('insights.days', { count: Number(days) }),
    change: { days },
    isChosen: days === question.days,
  }))
  const locales = [
    { label: t('insights.allLanguages'), change: { locale: '' }, isChosen: !question.locale },
    ...settings.locales.map(({ code, name }) => ({ label: name, change: { locale: code }, isChosen: code === question.locale, lang: code })),
  ]
  const sorts = SORTS.map((sort) => ({ label: t(SORT_LABELS[sort]), change: { sort }, isChosen: sort === question.sort }))
  return html`<nav class="filters" aria-label="${t('insights.filters')}">
${renderChoices(t('insights.period'), periods, asked)}
${settings.locales.length > 1 ? renderChoices(t('insights.language'), locales, asked) : ''}
${renderChoices(t('insights.order'), sorts, asked)}
</nav>`
}

/** Links that show the same page in the site's other languages. */
export function renderLanguages(asked: Asked): Markup | '' {
  const { translator, settings } = asked
  if (settings.locales.length < 2) return ''
  const label = translator.t('insights.interfaceLanguage')
  const languages = settings.locales.map(({ code, name }) => ({ label: name, change: { lang: code }, isChosen: code === translator.locale.code, lang: code }))
  return html`<nav class="filters" aria-label="${label}">${renderChoices(label, languages, asked)}</nav>`
}

function renderChoices(label: string, choices: Choice[], { question, translator }: Asked): Markup {
  const current = { days: question.days, locale: question.locale ?? '', sort: question.sort, lang: translator.locale.code }
  return html`<div class="filter">
<p aria-hidden="true">${label}</p>
<ul role="list" aria-label="${label}">${choices.map(({ label, change, isChosen, lang }) => {
    const query = new URLSearchParams(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ''))
    return html`<li><a href="/insights/?${query.toString()}"${isChosen ? html` aria-current="true"` : ''}${lang ? html` lang="${lang}"` : ''}>${label}</a></li>`
  })}</ul>
</div>`
}
