import { html } from 'hono/html'
import { removePersonalData } from '../../delivery/personal-data.ts'
import { findDirection } from '../../languages/contract.ts'
import type { Translator } from '../../languages/messages.ts'
import type { Markup } from '../insights-layout.ts'
import { renderArticleLink } from '../insights/table-markup.ts'
import { nameLocale, type View } from '../insights/view.ts'
import type { InboxComment } from '../queries/inbox.ts'
import { utcDay } from '../visit.ts'
import { ASSIGNEE_LIMIT, COMMENT_STATES, type CommentState } from './contract.ts'

/** What a form holds, be it what is stored or what an editor chose before somebody else was faster. */
export interface Choice {
  state: string
  assignee: string
}

/** Id of the list of names that were used before. */
const NAMES = 'assignees'

/** Whether there is anything in a comment that is shown to an editor on request only. */
export const hasMasked = ({ text, hasAddress }: InboxComment): boolean => hasAddress > 0 || removePersonalData(text) !== text

export function nameState({ t }: Translator, state: string): string {
  const known = COMMENT_STATES.find((one) => one === state)
  return known ? t(`inbox.states.${known satisfies CommentState}`) : state
}

/** What was said beside the words: vote, article, language, day, and whether somebody waits for an answer. */
export function renderSource({ article, locale, time, vote, hasAddress }: InboxComment, view: View): Markup {
  const { t, date } = view.translator
  const day = utcDay(time)
  const known = view.settings.locales.find(({ code }) => code === locale)
  const [kind, said] = vote === null ? ['nothing', t('insights.saidNothing')] : vote === 1 ? ['yes', t('insights.saidYes')] : ['no', t('insights.saidNo')]
  return html`<p class="source"><span class="vote vote-${kind}">${said}</span>
<span dir="${known ? findDirection(known) : 'auto'}">${renderArticleLink(article, locale, view)}</span>
<span lang="${locale}">${nameLocale(view, locale)}</span>
<time datetime="${day}">${date(day)}</time>
${hasAddress > 0 ? html`<span class="tag">${t('inbox.address')}</span>` : ''}</p>`
}

/** Where a comment stands: its state, and who has it. */
export function renderStanding({ state, assignee }: Pick<InboxComment, 'state' | 'assignee'>, { translator }: View): Markup {
  return html`<span class="standing"><span class="state state-${state}">${nameState(translator, state)}</span>${assignee ? html` <bdi>${assignee}</bdi>` : ''}</span>`
}

export interface ChangeForm {
  comment: InboxComment
  choice?: Choice | undefined
  /** Address of the list to come back to; the comment's own page when absent. */
  back?: string | undefined
  error?: string | undefined
}

export function renderChangeForm({ comment, choice, back, error }: ChangeForm, { translator: { t, locale } }: View): Markup {
  const chosen = choice ?? { state: comment.state, assignee: comment.assignee ?? '' }
  const errorId = `error-${comment.id}`
  return html`<form class="change" method="post" action="/insights/inbox/${comment.id}/change">
<input type="hidden" name="lang" value="${locale.code}"><input type="hidden" name="version" value="${comment.version}">${back ? html`<input type="hidden" name="back" value="${back}">` : ''}
${error ? html`<p class="error" id="${errorId}" role="alert">${error}</p>` : ''}
<label>${t('inbox.statesLabel')} <select name="state"${error ? html` aria-describedby="${errorId}"` : ''}>${COMMENT_STATES.map(
    (state) => html`<option value="${state}"${state === chosen.state ? html` selected` : ''}>${t(`inbox.states.${state}`)}</option>`,
  )}</select></label>
<label>${t('inbox.assignee')} <input name="assignee" value="${chosen.assignee}" maxlength="${ASSIGNEE_LIMIT}" list="${NAMES}" autocomplete="off" dir="auto"${error ? html` aria-describedby="${errorId}"` : ''}></label>
<button>${t('inbox.save')}</button>
</form>`
}

export function renderNames(names: string[]): Markup {
  return html`<datalist id="${NAMES}">${names.map((name) => html`<option value="${name}"></option>`)}</datalist>`
}
