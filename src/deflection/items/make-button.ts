import { html } from 'hono/html'
import type { Markup } from '../insights-layout.ts'
import type { View } from '../insights/view.ts'
import type { ItemKind } from './contract.ts'

/** One press that makes an item of a search, a comment or an article. Pressed again, it leads to the item that is open. */
export function renderMakeItem({ kind, locale, subject }: { kind: ItemKind; locale: string; subject: string }, { translator, mayChange }: View): Markup | '' {
  if (!mayChange) return ''
  const { t } = translator
  return html`<form class="make" method="post" action="/insights/items/new"><input type="hidden" name="lang" value="${translator.locale.code}"><input type="hidden" name="kind" value="${kind}"><input type="hidden" name="locale" value="${locale}"><input type="hidden" name="subject" value="${subject}"><button class="quiet" aria-label="${t('items.make')}: ${subject}">${t('items.make')}</button></form>`
}
