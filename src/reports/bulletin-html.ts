import { html, raw } from 'hono/html'
import type { Bulletin, Change, Item, Section } from './bulletin.ts'

type Markup = ReturnType<typeof html>

/** The palette of frame/styles/tokens.css. Mail programs know neither variables nor light-dark(). */
const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Vazirmatn,'Noto Sans Arabic','Noto Sans Hebrew',Tahoma,sans-serif"
const COLOURS = {
  ink: '#14181b',
  soft: '#4b555c',
  line: '#e3e7e9',
  paper: '#ffffff',
  sunken: '#f5f7f7',
  accent: '#0b6a58',
  better: '#0b6a58',
  worse: '#b3261e',
}

/** For programs that know the dark; the others show what the elements say. */
const DARK = `@media (prefers-color-scheme: dark) {
.sunken { background: #0b0f11 !important }
.paper { background: #171c20 !important; border-color: #2a3136 !important }
.ink { color: #eceff1 !important }
.soft { color: #a9b4bb !important }
.line { border-color: #2a3136 !important }
.accent, .better { color: #5fd0b5 !important }
.worse { color: #ff9b92 !important }
.button { background: #5fd0b5 !important; color: #06231c !important }
}
@media (max-width: 480px) {
.inside { padding: 24px 20px !important }
.value { font-size: 20px !important }
}`

/** The letter as HTML that mail programs understand: tables, styles on the elements, no pictures, no scripts. */
export function writeHtml(bulletin: Bulletin): string {
  const { translator, subject, preview, site, title, span, sections, button, reason } = bulletin
  const { locale, direction } = translator
  const page = html`<!doctype html>
<html lang="${locale.code}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${raw(DARK)}</style>
</head>
<body class="sunken" dir="${direction}" style="margin:0;padding:0;background:${COLOURS.sunken};${FONT}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="sunken" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${COLOURS.sunken}">
<tr><td align="center" style="padding:24px 12px 40px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${direction}" style="max-width:640px;text-align:${start(direction)}">
<tr><td class="soft" style="padding:0 4px 12px;font-size:14px;font-weight:600;color:${COLOURS.soft};${FONT}"><bdi>${site}</bdi></td></tr>
<tr><td class="paper inside" style="background:${COLOURS.paper};border:1px solid ${COLOURS.line};border-radius:12px;padding:36px 40px">
<h1 class="ink" style="margin:0;font-size:26px;line-height:1.25;font-weight:650;color:${COLOURS.ink};${FONT}">${title}</h1>
<p class="soft" style="margin:6px 0 0;font-size:15px;line-height:1.5;color:${COLOURS.soft};${FONT}">${span}</p>
${sections.map((section) => writeSection(section, bulletin))}
<p style="margin:36px 0 0"><a class="button" href="${button.url}" style="display:inline-block;padding:12px 22px;border-radius:10px;background:${COLOURS.accent};color:#ffffff;font-size:16px;font-weight:600;text-decoration:none;${FONT}">${button.label}</a></p>
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;font-size:13px;line-height:1.5;color:${COLOURS.soft};${FONT}">${reason}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`
  return String(page)
}

const start = (direction: string) => (direction === 'rtl' ? 'right' : 'left')
const end = (direction: string) => (direction === 'rtl' ? 'left' : 'right')

function writeSection({ heading, note, changes, items, isNumbered, closing }: Section, { translator }: Bulletin): Markup {
  const { direction, number } = translator
  return html`
<h2 class="ink" style="margin:36px 0 0;font-size:18px;line-height:1.35;font-weight:650;color:${COLOURS.ink};${FONT}">${heading}</h2>
${note ? html`<p class="soft" style="margin:4px 0 0;font-size:14px;line-height:1.5;color:${COLOURS.soft};${FONT}">${note}</p>` : ''}
${changes ? html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:10px">${changes.map((change) => writeChange(change, direction))}</table>` : ''}
${items ? html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:10px">${items.map((item, index) => writeItem(item, isNumbered ? number(index + 1) : undefined))}</table>` : ''}
${closing ? html`<p class="ink" style="margin:12px 0 0;font-size:15px;line-height:1.55;color:${COLOURS.ink};${FONT}">${closing}</p>` : ''}`
}

function writeChange({ label, value, before, verdict, words }: Change, direction: string): Markup {
  const colour = verdict === 'none' ? COLOURS.soft : COLOURS[verdict]
  const kind = verdict === 'none' ? 'soft' : verdict
  return html`<tr>
<td class="line" valign="top" style="padding:14px 0;border-top:1px solid ${COLOURS.line};${FONT}">
<div class="ink" style="font-size:16px;line-height:1.45;font-weight:600;color:${COLOURS.ink}">${label}</div>
<div class="${kind}" style="font-size:14px;line-height:1.5;color:${colour}">${words}</div></td>
<td class="line" valign="top" align="${end(direction)}" style="padding:14px 0;padding-${start(direction)}:16px;border-top:1px solid ${COLOURS.line};white-space:nowrap;${FONT}">
<div class="value ${verdict === 'none' ? 'ink' : kind}" style="font-size:22px;line-height:1.2;font-weight:650;color:${verdict === 'none' ? COLOURS.ink : colour}"><bdi>${value}</bdi></div>
${before ? html`<div class="soft" style="font-size:13px;line-height:1.5;color:${COLOURS.soft}"><bdi>${before}</bdi></div>` : ''}</td>
</tr>`
}

function writeItem({ title, lang, dir, url, sentences }: Item, place: string | undefined): Markup {
  const [first, ...rest] = sentences
  return html`<tr><td class="line" style="padding:16px 0;border-top:1px solid ${COLOURS.line};${FONT}">
<div style="font-size:16px;line-height:1.45;font-weight:600">${place ? html`<span class="soft" style="color:${COLOURS.soft};font-weight:500">${place}</span>&nbsp; ` : ''}<a class="accent" href="${url}" style="color:${COLOURS.accent};text-decoration:underline;text-underline-offset:3px"><bdi${lang ? html` lang="${lang}"` : ''}${dir ? html` dir="${dir}"` : ''}>${title}</bdi></a></div>
<div class="ink" style="margin-top:4px;font-size:15px;line-height:1.55;color:${COLOURS.ink}">${first}</div>
${rest.map((sentence) => html`<div class="soft" style="margin-top:4px;font-size:14px;line-height:1.55;color:${COLOURS.soft}">${sentence}</div>`)}
</td></tr>`
}
