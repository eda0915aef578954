import { html } from 'hono/html'
import { parseAccept } from 'hono/utils/accept'
import type { Translator } from '../languages/messages.ts'
import { findPreferred } from '../languages/preferred-language.ts'
import type { Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'

/** Where the endpoint serves the stylesheet of its own pages. */
export const STYLESHEET_PATH = '/insights/style.css'

/** What hono/html makes of a template. */
export type Markup = ReturnType<typeof html>

/** Languages of a browser that are looked at; nobody reads more. */
const MOST_LANGUAGES = 10

/** The translator of `?lang=`, else of the first language in `Accept-Language` that the site has, else of the default locale. */
export function chooseTranslator(translators: Map<string, Translator>, code: string | undefined, accepted = ''): Translator {
  const known = [...translators].map(([hreflang, translator]) => ({ hreflang, translator }))
  const tags = parseAccept(accepted).slice(0, MOST_LANGUAGES)
  const preferred = findPreferred(
    known,
    tags.map(({ type }) => type),
  )
  const chosen = translators.get(code ?? '') ?? (preferred ?? known[0])?.translator
  if (!chosen) throw new Error('There is no locale.')
  return chosen
}

/** The sign and the name. An owner's sign is shown when it lies in `public/`: the address of another is known to the build only. */
export function renderBrand(settings: Settings, locale: string): Markup {
  const { logo, icon } = settings
  const name = readText(settings.name, locale, settings)
  const own = logo?.src ?? icon
  if (own === undefined) return html`<img class="waymark" src="/icon.svg" width="26" height="26" alt=""><bdi>${name}</bdi>`
  if (!own.startsWith('/')) return html`<bdi>${name}</bdi>`
  return logo?.showsName ? html`<img src="${own}" height="28" alt="${name}">` : html`<img src="${own}" height="28" alt=""><bdi>${name}</bdi>`
}

/** A whole page of the insights: head, stylesheet, language and direction. */
export function renderInsightsLayout(translator: Translator, title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="${translator.locale.code}" dir="${translator.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLESHEET_PATH}">
</head>
${body}
</html>`
}
