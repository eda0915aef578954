import { html } from 'hono/html'
import { removePersonalData } from '../../delivery/personal-data.ts'
import { findDirection } from '../../languages/contract.ts'
import { commentAddress, inboxAddress } from '../inbox/address.ts'
import type { Markup } from '../insights-layout.ts'
import type { Comment } from '../queries/newest-comments.ts'
import { utcDay } from '../visit.ts'
import { renderArticleLink } from './table-markup.ts'
import { nameLocale, type View } from './view.ts'

/** The newest comments, without what would name somebody, and the way to where they are looked after. */
export function renderComments(comments: Comment[], view: View): Markup | '' {
  if (comments.length === 0) return ''
  const { t, locale } = view.translator
  const { locale: only = '', article = '' } = view.question
  return html`<ol class="comments" role="list">${comments.map((comment) => renderComment(comment, view))}</ol>
<p class="aside"><a href="${inboxAddress({ state: 'all', locale: only, article }, locale.code)}">${t('inbox.open')}</a></p>`
}

function renderComment({ id, article, locale, time, text, vote }: Comment, view: View): Markup {
  const { t, date, locale: speaking } = view.translator
  const day = utcDay(time)
  const known = view.settings.locales.find(({ code }) => code === locale)
  const [kind, said] = vote === null ? ['nothing', t('insights.saidNothing')] : vote === 1 ? ['yes', t('insights.saidYes')] : ['no', t('insights.saidNo')]
  return html`<li>
<p class="comment" lang="${locale}" dir="auto">${removePersonalData(text)}</p>
<p class="source"><span class="vote vote-${kind}">${said}</span>
<span dir="${known ? findDirection(known) : 'auto'}">${renderArticleLink(article, locale, view)}</span>
<span lang="${locale}">${nameLocale(view, locale)}</span>
<time datetime="${day}">${date(day)}</time>
<a href="${commentAddress(id, speaking.code)}">${t('inbox.see')}</a></p>
</li>`
}
