import { html } from 'hono/html'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import type { View } from '../insights/view.ts'
import type { ItemWithText } from '../queries/items.ts'
import { SENTENCE_LIMIT } from './contract.ts'
import { itemAddress, itemsAddress, renderItemSource, renderSubject, sayCondition } from './item-parts.ts'

export interface ItemPage {
  item: ItemWithText
  /** What came of the last press: why it is not done, or what was not taken. */
  said?: string | undefined
  /** Articles to choose from. */
  articles: { path: string; title: string }[]
}

/** One item: what has to be true, which article should answer, and what customers are told. */
export function renderItem({ item, said, articles }: ItemPage, view: View): Markup {
  const { translator, settings, mayChange } = view
  const { t, locale } = translator
  const { id, version, state, article, kind, sentences } = item
  const isOpen = state === 'open'
  const hidden = html`<input type="hidden" name="lang" value="${locale.code}"><input type="hidden" name="version" value="${version}">`
  return renderInsightsLayout(
    translator,
    t('items.one'),
    html`<body>
${renderTop(view, 'items')}
<main class="inbox one-comment">
<p class="aside"><a href="${itemsAddress({ state: 'open' }, locale.code)}">${t('items.title')}</a></p>
<h1>${t('items.one')} <span class="standing"><span class="state state-${state}">${isOpen ? t('items.states.open') : t('items.states.closed')}</span></span></h1>
${said ? html`<p class="notice" role="alert">${said}</p>` : ''}
<article class="words">
<p class="comment">${renderSubject(item, view)}</p>
<p>${sayCondition(item, view)}</p>
${renderItemSource(item, view)}
${
  isOpen && mayChange
    ? html`<div class="row"><form method="post" action="/insights/items/${id}/check">${hidden}<button>${t('items.check')}</button></form>
<form method="post" action="/insights/items/${id}/remove">${hidden}<button class="quiet">${t('items.remove')}</button></form></div>`
    : ''
}
</article>
${
  mayChange
    ? html`<form class="change sentences" method="post" action="/insights/items/${id}/change">${hidden}
${
  isOpen && kind === 'query'
    ? html`<label>${t('items.article')} <input name="article" value="${article ?? ''}" dir="ltr" list="articles-known" autocomplete="off" placeholder="category/article"></label>
<datalist id="articles-known">${articles.map(({ path, title }) => html`<option value="${path}">${title}</option>`)}</datalist>`
    : ''
}
<p class="quiet-text" id="sentences">${t('items.sentenceHint')}</p>
${settings.locales.map(
  ({ code, name }) =>
    html`<label>${t('items.sentence', { language: view.speech.quote(name) })} <textarea name="sentence.${code}" lang="${code}" dir="auto" rows="2" maxlength="${SENTENCE_LIMIT}" aria-describedby="sentences">${sentences[code] ?? ''}</textarea></label>`,
)}
<p><button>${t('inbox.save')}</button></p>
</form>`
    : html`<p class="quiet-text">${t('inbox.readOnly')}</p>
<ul>${Object.entries(sentences).map(([code, sentence]) => html`<li lang="${code}" dir="auto">${sentence}</li>`)}</ul>`
}
${renderLanguages(view, (code) => itemAddress(id, code))}
</main>
</body>`,
  )
}

export function renderItemGone(view: View): Markup {
  const { t, locale } = view.translator
  return renderInsightsLayout(
    view.translator,
    t('items.gone'),
    html`<body class="plain"><main class="panel"><h1>${t('items.gone')}</h1><p>${t('items.goneText')}</p>
<p><a href="${itemsAddress({ state: 'open' }, locale.code)}">${t('items.title')}</a></p></main></body>`,
  )
}
