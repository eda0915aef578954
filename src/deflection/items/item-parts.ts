import { html } from 'hono/html'
import type { Markup } from '../insights-layout.ts'
import { renderArticleLink } from '../insights/table-markup.ts'
import { nameLocale, type View } from '../insights/view.ts'
import type { ItemWithText } from '../queries/items.ts'
import { commentAddress } from '../inbox/address.ts'
import { utcDay } from '../visit.ts'
import { evidenceSchema, ITEM_KINDS, type ItemFilter } from './contract.ts'
import type { Verdict } from './judge.ts'

export function itemsAddress({ state, locale }: Partial<ItemFilter>, lang: string): string {
  const fields = { state: state === 'open' ? undefined : state, locale, lang }
  return `/insights/items/?${new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`
}

export function itemAddress(id: string, lang: string): string {
  return `/insights/items/${id}/?lang=${lang}`
}

/** What the item is about: the words of the search, or a way to the comment or the article. */
export function renderSubject(item: ItemWithText, view: View): Markup {
  const { kind, locale, subject, article } = item
  if (kind === 'query') return html`<bdi lang="${locale}">${subject}</bdi>`
  if (kind === 'comment') return html`<a href="${commentAddress(subject, view.translator.locale.code)}">${view.translator.t('inbox.comment')}</a>`
  return renderArticleLink(article ?? subject, locale, view)
}

/** What has to be true, as a sentence. */
export function sayCondition({ condition, subject, article, locale }: ItemWithText, { translator: { t }, speech, nameArticle }: View): string {
  const title = article === null ? undefined : speech.quote(nameArticle(article, locale).title)
  if (condition === 'improved') return t('items.improved', { title: title ?? '–' })
  return title === undefined ? t('items.foundUnnamed', { query: speech.quote(subject) }) : t('items.found', { query: speech.quote(subject), title })
}

/** Kind, language and day; of what is closed, when and why. */
export function renderItemSource(item: ItemWithText, view: View): Markup {
  const { t, date } = view.translator
  const kind = ITEM_KINDS.find((one) => one === item.kind)
  const day = utcDay(item.closed ?? item.created)
  return html`<p class="source"><span>${kind ? t(`items.kinds.${kind}`) : item.kind}</span> <span lang="${item.locale}">${nameLocale(view, item.locale)}</span>
<time datetime="${day}">${t(item.closed === null ? 'items.madeOn' : 'items.closedOn', { day: date(day) })}</time>
${item.evidence === null ? '' : html`<span>${sayEvidence(item.evidence, view)}</span>`}</p>`
}

function sayEvidence(text: string, { translator: { t }, speech }: View): string {
  const { data } = evidenceSchema.safeParse(JSON.parse(text))
  if (!data) return ''
  return 'place' in data
    ? t('items.evidenceFound', { place: data.place })
    : t('items.evidenceImproved', { points: speech.points(data.difference), range: speech.pointsRange(data) })
}

/** Why an item is not done yet. */
export function sayWhyNot(verdict: Extract<Verdict, { holds: false }>, { translator: { t }, speech }: View): string {
  switch (verdict.why) {
    case 'few':
      return t('items.few', { count: verdict.missing })
    case 'unsure':
    case 'worse':
      return t(`items.${verdict.why}`, { range: speech.pointsRange(verdict) })
    case 'no-article':
      return t('items.noArticle')
    case 'no-search':
      return t('items.noSearch')
    case 'not-found':
      return t('items.notFound')
    case 'unedited':
      return t('items.unedited')
  }
}
