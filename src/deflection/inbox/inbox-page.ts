import { html } from 'hono/html'
import { removePersonalData } from '../../delivery/personal-data.ts'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import type { View } from '../insights/view.ts'
import type { InboxComment } from '../queries/inbox.ts'
import { commentAddress, inboxAddress } from './address.ts'
import { renderChangeForm, renderNames, renderSource, renderStanding } from './comment-parts.ts'
import { COMMENT_STATES, type InboxFilter } from './contract.ts'

export interface InboxPage {
  comments: InboxComment[]
  hasOlder: boolean
  counts: Record<string, number>
  names: string[]
  filter: InboxFilter
}

/** New comments are counted up to here. */
const MOST_COUNTED = 1000

/** The inbox: how much waits, then the comments of one state, each to be passed on in place. */
export function renderInbox(page: InboxPage, view: View): Markup {
  const { comments, hasOlder, counts, names, filter } = page
  const { t, locale, number } = view.translator
  const fresh = counts['new'] ?? 0
  const last = comments.at(-1)
  return renderInsightsLayout(
    view.translator,
    t('inbox.title'),
    html`<body>
${renderTop(view, 'inbox')}
<main class="inbox">
<h1>${t('inbox.title')}</h1>
<p class="answer">${fresh >= MOST_COUNTED ? t('inbox.answerMany', { count: MOST_COUNTED }) : fresh > 0 ? t('inbox.answer', { count: fresh }) : t('inbox.answerNone')}</p>
${view.mayChange ? '' : html`<p class="quiet-text">${t('inbox.readOnly')}</p>`}
<nav class="filter" aria-label="${t('inbox.statesLabel')}"><ul role="list">${[...COMMENT_STATES, 'all' as const].map((state) => {
      const n = state === 'all' ? undefined : counts[state]
      const label = state === 'all' ? t('inbox.all') : t(`inbox.states.${state}`)
      return html`<li><a href="${inboxAddress({ ...filter, state, before: undefined }, locale.code)}"${state === filter.state ? html` aria-current="true"` : ''}>${label}${n ? html` <small>${number(Math.min(n, MOST_COUNTED))}${n >= MOST_COUNTED && state === 'new' ? '+' : ''}</small>` : ''}</a></li>`
    })}</ul></nav>
${renderFilters(page, view)}
${
  comments.length === 0
    ? html`<p class="nothing quiet-text">${filter.state === 'new' && !isNarrowed(filter) ? t('inbox.nothingNew') : t('inbox.nothing')}</p>`
    : html`<ol class="comments" role="list">${comments.map((comment) => renderRow(comment, filter, view))}</ol>`
}
${view.mayChange ? renderNames(names) : ''}
<p class="turn">${filter.before ? html`<a href="${inboxAddress({ ...filter, before: undefined }, locale.code)}">${t('inbox.newest')}</a>` : ''}
${hasOlder && last ? html`<a href="${inboxAddress({ ...filter, before: `${last.arrival}.${last.id}` }, locale.code)}" rel="next">${t('inbox.older')}</a>` : ''}</p>
${renderLanguages(view, (code) => inboxAddress(filter, code))}
</main>
</body>`,
  )
}

const isNarrowed = ({ assignee, locale, article }: InboxFilter) => Boolean(assignee || locale || article)

function renderFilters({ filter, names }: InboxPage, { translator: { t, locale }, settings }: View): Markup {
  return html`<form class="filters" action="/insights/inbox/" method="get" aria-label="${t('insights.filters')}">
<input type="hidden" name="lang" value="${locale.code}"><input type="hidden" name="state" value="${filter.state}">
${
  names.length > 0
    ? html`<label>${t('inbox.assignee')} <select name="assignee"><option value="">${t('inbox.anybody')}</option>${names.map((name) => html`<option${name === filter.assignee ? html` selected` : ''}>${name}</option>`)}</select></label>`
    : ''
}
${
  settings.locales.length > 1
    ? html`<label>${t('insights.language')} <select name="locale"><option value="">${t('insights.allLanguages')}</option>${settings.locales.map(({ code, name }) => html`<option value="${code}" lang="${code}"${code === filter.locale ? html` selected` : ''}>${name}</option>`)}</select></label>`
    : ''
}
<label>${t('insights.article')} <input name="article" value="${filter.article}" dir="ltr" autocomplete="off" placeholder="category/article"></label>
<p class="send"><button>${t('insights.apply')}</button>${isNarrowed(filter) ? html` <a href="${inboxAddress({ state: filter.state }, locale.code)}">${t('insights.reset')}</a>` : ''}</p>
</form>`
}

function renderRow(comment: InboxComment, filter: InboxFilter, view: View): Markup {
  const { t, locale } = view.translator
  return html`<li id="c-${comment.id}">
<p class="comment" lang="${comment.locale}" dir="auto">${removePersonalData(comment.text)}</p>
${renderSource(comment, view)}
<div class="handling">${renderStanding(comment, view)}
<a href="${commentAddress(comment.id, locale.code)}">${t('inbox.see')}</a>
${view.mayChange ? html`<details><summary>${t('inbox.change')}</summary>${renderChangeForm({ comment, back: inboxAddress(filter, locale.code) }, view)}</details>` : ''}</div>
</li>`
}
