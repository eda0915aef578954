import { html } from 'hono/html'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { type Markup, renderBrand } from './insights-layout.ts'

/** A page behind the sign-in, by its folder below `/insights/`. */
export type TeamPage = '' | 'inbox' | 'items' | 'deliveries'

/** The head of every page behind the sign-in: the way back to the site, the other pages, and signing out. `current` is where the reader is, or what that belongs to. */
export function renderTop({ settings, translator }: { settings: Settings; translator: Translator }, current: TeamPage): Markup {
  const { t, locale } = translator
  const pages: [TeamPage, string][] = [
    ['', t('insights.title')],
    ['inbox', t('inbox.title')],
    ['items', t('items.title')],
  ]
  if (settings.contact.tickets) pages.push(['deliveries', t('deliveries.open')])
  return html`<header class="top">
<p class="brand"><a href="${settings.endpoint ? settings.url : '/'}" title="${t('site.home')}">${renderBrand(settings, locale.code)}</a></p>
<nav class="team" aria-label="${t('insights.pages')}"><ul role="list">${pages.map(
    ([page, title]) =>
      html`<li><a href="/insights/${page && `${page}/`}?lang=${locale.code}"${page === current ? html` aria-current="page"` : ''}>${title}</a></li>`,
  )}</ul></nav>
<form method="post" action="/insights/sign-out"><input type="hidden" name="lang" value="${locale.code}"><button class="quiet">${t('insights.signOut')}</button></form>
</header>`
}

/** The same page in the other languages of the interface; nothing where there is one. */
export function renderLanguages(
  { settings, translator }: { settings: Pick<Settings, 'locales'>; translator: Translator },
  address: (code: string) => string,
): Markup | '' {
  if (settings.locales.length < 2) return ''
  return html`<nav class="languages" aria-label="${translator.t('insights.interfaceLanguage')}"><ul role="list">${settings.locales.map(
    ({ code, name }) =>
      html`<li><a href="${address(code)}" lang="${code}"${code === translator.locale.code ? html` aria-current="true"` : ''}>${name}</a></li>`,
  )}</ul></nav>`
}
