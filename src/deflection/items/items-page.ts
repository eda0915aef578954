import { html } from 'hono/html'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import type { View } from '../insights/view.ts'
import type { ItemWithText } from '../queries/items.ts'
import { ITEM_STATES, type ItemFilter } from './contract.ts'
import { itemAddress, itemsAddress, renderItemSource, renderSubject, sayCondition } from './item-parts.ts'

export interface ItemsPage {
  items: ItemWithText[]
  /** How many are open, whatever the page shows. */
  open: number
  filter: ItemFilter
}

/** What writers are asked to do, and when each counts as done. */
export function renderItems({ items, open, filter }: ItemsPage, view: View): Markup {
  const { translator, settings, mayChange } = view
  const { t, locale } = translator
  return renderInsightsLayout(
    translator,
    t('items.title'),
    html`<body>
${renderTop(view, 'items')}
<main class="inbox">
<h1>${t('items.title')}</h1>
<p class="answer">${open > 0 ? t('items.answer', { count: open }) : t('items.answerNone')}</p>
${mayChange ? '' : html`<p class="quiet-text">${t('inbox.readOnly')}</p>`}
<nav class="filter" aria-label="${t('inbox.statesLabel')}"><ul role="list">${ITEM_STATES.map(
      (state) =>
        html`<li><a href="${itemsAddress({ ...filter, state }, locale.code)}"${state === filter.state ? html` aria-current="true"` : ''}>${t(`items.states.${state}`)}</a></li>`,
    )}</ul></nav>
${
  settings.locales.length > 1
    ? html`<form class="filters" action="/insights/items/" method="get" aria-label="${t('insights.filters')}"><input type="hidden" name="lang" value="${locale.code}"><input type="hidden" name="state" value="${filter.state}">
<label>${t('insights.language')} <select name="locale"><option value="">${t('insights.allLanguages')}</option>${settings.locales.map(({ code, name }) => html`<option value="${code}" lang="${code}"${code === filter.locale ? html` selected` : ''}>${name}</option>`)}</select></label>
<p class="send"><button>${t('insights.apply')}</button></p></form>`
    : ''
}
${
  items.length === 0
    ? html`<p class="nothing quiet-text">${sayNothing(filter, view)}</p>`
    : html`<ol class="comments" role="list">${items.map(
        (item) => html`<li><p class="comment">${renderSubject(item, view)}</p>
<p class="quiet-text">${sayCondition(item, view)}</p>
${renderItemSource(item, view)}
<div class="handling"><a href="${itemAddress(item.id, locale.code)}">${t('inbox.see')}</a></div></li>`,
      )}</ol>`
}
${renderLanguages(view, (code) => itemsAddress(filter, code))}
</main>
</body>`,
  )
}

/** Where items come from, and when they close, for a team that has none yet. */
function sayNothing({ state, locale }: ItemFilter, { translator: { t }, mayChange }: View): string {
  if (locale) return t('items.nothing')
  if (state === 'closed') return t('items.nothingClosed')
  return mayChange ? t('items.nothingOpen', { make: t('items.make') }) : t('items.answerNone')
}
