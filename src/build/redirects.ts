import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { html } from 'hono/html'
import type { Library } from '../articles/library.ts'
import type { SiteFolder } from '../output/site-folder.ts'
import { describeRedirects, listRedirects, type RedirectPage } from '../articles/redirects.ts'

/** Loaded by redirect pages only: without it a reader loses the section that the old address named. */
const SCRIPT = '/_redirect.js'
const CARRY_ON = "const { href } = document.querySelector('a')\nlocation.replace(href + location.search + location.hash)\n"

/**
 * Writes what leads readers of old addresses on: for hosts that read `_redirects` (Netlify, Cloudflare), for nginx, for our own server, and a page
 * at each old address for hosts that can do nothing but send files.
 */
export function writeRedirects(library: Library, outDir: string, site: SiteFolder): void {
  const described = describeRedirects(library)
  writeFileSync(join(outDir, 'redirects.json'), JSON.stringify(described))
  const addresses = Object.entries(described.addresses)
  if (addresses.length === 0) return
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(outDir, path)), { recursive: true })
    writeFileSync(join(outDir, path), text)
  }
  for (const page of listRedirects(library)) {
    const path = page.from.endsWith('/') ? `${page.from}index.html` : /\.html?$/i.test(page.from) ? page.from : `${page.from}/index.html`
    // A page of the site, or a file of the owner's, stays what it is.
    if (!site.has(path)) write(path, renderPage(page, library))
  }
  write(SCRIPT, CARRY_ON)
  write('_redirects', hostFile(addresses, join(outDir, '_redirects')))
  write('_redirects.nginx', addresses.map(([from, to]) => `"${from}" "${encodeURI(to)}";\n`).join(''))
}

/** The lines of the owner's own file in `public/` come first, where hosts let them win. A "!" after 301 would be refused by Cloudflare. */
function hostFile(addresses: [string, string][], path: string): string {
  const own = existsSync(path) ? `${readFileSync(path, 'utf8').trimEnd()}\n` : ''
  return own + addresses.map(([from, to]) => `${encodeURI(from)} ${encodeURI(to)} 301\n`).join('')
}

/** A page without style: hardly anybody sees it. Search engines take the refresh for a redirect that stays. */
function renderPage({ article }: RedirectPage, library: Library): string {
  const { t, direction } = library.translator(article.locale)
  const { lang, dir } = library.language(article.textLocale, article.locale)
  return String(html`<!doctype html>
<html lang="${article.locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${t('redirect.title')}</title>
<link rel="canonical" href="${library.settings.url + article.url}">
<link rel="icon" href="data:,">
<noscript><meta http-equiv="refresh" content="0; url=${article.url}"></noscript>
<script type="module" src="${SCRIPT}"></script>
</head>
<body>
<h1>${t('redirect.title')}</h1>
<p>${t('redirect.text')} <a href="${article.url}"${lang ? html` lang="${lang}" dir="${dir}"` : ''}>${article.frontMatter.title}</a></p>
</body>
</html>
`)
}
