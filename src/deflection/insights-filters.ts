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

/** Every filter is a link, so that an answer can be bookmarked and sent to a colleague. */
export function renderFilters({
  question,
  translator,
  settings,
}: {
  question: InsightsQuestion
  translator: Translator
  settings: Settings
}): Markup {
  const { t } = translator
  const current = { days: question.days, locale: question.locale ?? '', sort: question.sort, lang: translator.locale.code }
  const group = (label: string, choices: Choice[]) => html`<div class="filter">
<p aria-hidden="true">${label}</p>
<ul aria-label="${label}">${choices.map((choice) => {
    const query = new URLSearchParams(Object.entries({ ...current, ...choice.change }).filter(([, value]) => value !== ''))
    return html`<li><a href="/insights/?${query.toString()}"${choice.isChosen ? html` aria-current="true"` : ''}${choice.lang ? html` lang="${choice.lang}"` : ''}>${choice.label}</a></li>`
  })}</ul>
</div>`

  return html`<nav class="filters" aria-label="${t('insights.filters')}">
${group(
  t('insights.period'),
  PERIODS.toReversed().map((days) => ({
    label: days === 'all' ? t('insights.allTime') : t('insights.days', { count: Number(days) }),
    change: { days },
    isChosen: days === question.days,
  })),
)}
${
  settings.locales.length > 1
    ? group(t('insights.language'), [
        { label: t('insights.allLanguages'), change: { locale: '' }, isChosen: !question.locale },
        ...settings.locales.map(({ code, name }) => ({ label: name, change: { locale: code }, isChosen: code === question.locale, lang: code })),
      ])
    : ''
}
${group(
  t('insights.order'),
  SORTS.map((sort) => ({ label: t(SORT_LABELS[sort]), change: { sort }, isChosen: sort === question.sort })),
)}
${
  settings.locales.length > 1
    ? group(
        t('insights.interfaceLanguage'),
        settings.locales.map(({ code, name }) => ({ label: name, change: { lang: code }, isChosen: code === translator.locale.code, lang: code })),
      )
    : ''
}
</nav>`
}
