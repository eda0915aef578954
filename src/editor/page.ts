/** Where the editor is; everything of it lies below. */
export const EDITOR_PATH = '/admin/'

/** `/admin/index.html`. The program brings its own look and its own languages. */
export const EDITOR_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Editor</title>
    <script type="module" src="app/editor.js"></script>
  </head>
  <body>
    <noscript>The editor needs JavaScript. Articles can be written without it: they are files in the repository.</noscript>
  </body>
</html>
`
