import { html } from 'hono/html'

/** A page that the endpoint makes, for readers without JavaScript. */
export interface PlainPage {
  lang: string
  direction: 'ltr' | 'rtl'
  /** Its heading, too. */
  title: string
  /** Path of the stylesheet for plain pages. */
  stylesheet: string
}

type Html = ReturnType<typeof html>

/** Writes a plain page around what is below its heading. */
export async function writePlainPage({ lang, direction, title, stylesheet }: PlainPage, content: Html): Promise<string> {
  const page = html`<!doctype html>
<html lang="${lang}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body class="plain">
<main class="panel">
<h1>${title}</h1>
${content}
</main>
</body>
</html>`
  return String(await page)
}
