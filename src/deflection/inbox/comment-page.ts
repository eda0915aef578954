import { html } from 'hono/html'
import { removePersonalData } from '../../delivery/personal-data.ts'
import { type Markup, renderInsightsLayout } from '../insights-layout.ts'
import { renderLanguages, renderTop } from '../insights-top.ts'
import type { View } from '../insights/view.ts'
import { renderMakeItem } from '../items/make-button.ts'
import type { CommentStep, InboxComment } from '../queries/inbox.ts'
import { commentAddress, inboxAddress } from './address.ts'
import { type Choice, hasMasked, nameState, renderChangeForm, renderNames, renderSource, renderStanding } from './comment-parts.ts'

export interface CommentPage {
  comment: InboxComment
  steps: CommentStep[]
  names: string[]
  /** What an editor asked to see: the words as they were written, and the address if one is kept. */
  opened?: { address: string | undefined } | undefined
  /** What an editor chose that was not taken, and why. */
  refused?: { choice: Choice; error: string } | undefined
  /** Somebody was faster; what they chose is what the comment says now. */
  isConflict?: boolean
}

/** One comment with everything that happened to it. Personal data is masked until an editor asks for it, a press each time. */
export function renderCommentPage(page: CommentPage, view: View): Markup {
  const { comment, steps, names, opened, refused, isConflict } = page
  const { t, locale } = view.translator
  const { title } = view.nameArticle(comment.article, comment.locale)
  const mail =
    opened?.address && `mailto:${encodeURIComponent(opened.address).replace('%40', '@')}?subject=${encodeURIComponent(t('inbox.replySubject', { title }))}`
  return renderInsightsLayout(
    view.translator,
    t('inbox.comment'),
    html`<body>
${renderTop(view, 'inbox')}
<main class="inbox one-comment">
<p class="aside"><a href="${inboxAddress({ state: 'new' }, locale.code)}">${t('inbox.title')}</a></p>
<h1>${t('inbox.comment')} ${renderStanding(comment, view)}</h1>
${isConflict ? html`<p class="notice" role="alert">${t('inbox.conflict', { state: nameState(view.translator, comment.state), assignee: view.speech.quote(comment.assignee ?? t('inbox.nobody')) })}</p>` : ''}
<article class="words">
<p class="comment" lang="${comment.locale}" dir="auto">${opened ? comment.text : removePersonalData(comment.text)}</p>
${renderSource(comment, view)}
<dl class="facts"><div><dt>${t('inbox.readIn')}</dt><dd><code dir="ltr">${comment.revision ?? '–'}</code></dd></div>
${comment.fixedIn ? html`<div><dt>${t('inbox.fixedIn')}</dt><dd><code dir="ltr">${comment.fixedIn}</code></dd></div>` : ''}</dl>
${opened ? html`<p class="quiet-text" role="status">${t('inbox.shown')}</p>` : ''}
${mail ? html`<p class="reply"><a href="${mail}">${t('inbox.reply')}</a> <bdi dir="ltr">${opened?.address}</bdi></p><p class="quiet-text">${t('inbox.replyNote')}</p>` : ''}
${
  !opened && hasMasked(comment)
    ? html`<div class="masked"><p>${t('inbox.masked')}</p>${view.mayChange ? html`<form method="post" action="/insights/inbox/${comment.id}/open"><input type="hidden" name="lang" value="${locale.code}"><button class="quiet">${t('inbox.show')}</button></form>` : ''}</div>`
    : ''
}
</article>
${view.mayChange ? html`${renderChangeForm({ comment, choice: refused?.choice, error: refused?.error }, view)}<p class="quiet-text">${t('inbox.fixedHint')}</p>${renderNames(names)}${renderMakeItem({ kind: 'comment', locale: comment.locale, subject: comment.id }, view)}` : html`<p class="quiet-text">${t('inbox.readOnly')}</p>`}
${
  steps.length > 0
    ? html`<section class="steps" aria-labelledby="history"><h2 id="history">${t('inbox.history')}</h2><ol role="list">${steps.map((step) => renderStep(step, view))}</ol></section>`
    : ''
}
${renderLanguages(view, (code) => commentAddress(comment.id, code))}
</main>
</body>`,
  )
}

function renderStep({ time, role, action, state, assignee }: CommentStep, { translator, speech }: View): Markup {
  const { t } = translator
  const who = role === 'editor' ? t('inbox.editor') : role
  const said =
    action === 'opened'
      ? t('inbox.historyOpened', { role: who })
      : t('inbox.historyChanged', { role: who, state: nameState(translator, state), assignee: speech.quote(assignee ?? t('inbox.nobody')) })
  return html`<li><time datetime="${new Date(time).toISOString()}">${speech.moment(time)} UTC</time> <span>${said}</span></li>`
}

/** A comment that was deleted, perhaps while its page was open. */
export function renderGone(view: View): Markup {
  const { t, locale } = view.translator
  return renderInsightsLayout(
    view.translator,
    t('inbox.gone'),
    html`<body class="plain"><main class="panel"><h1>${t('inbox.gone')}</h1><p>${t('inbox.goneText')}</p>
<p><a href="${inboxAddress({ state: 'new' }, locale.code)}">${t('inbox.title')}</a></p></main></body>`,
  )
}
