import { html } from 'hono/html'
import type { Finding } from '../checks/contract.ts'

/** The page of a development server that has nothing else to show: what is wrong with the content. It reloads when that changes. */
export function renderFindingsPage(findings: Finding[], reason: string): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The content cannot be shown yet</title>
<script type="module" src="/@vite/client"></script>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-inline-size: 50rem; margin-inline: auto; padding: 1rem; overflow-wrap: anywhere }</style>
</head>
<body>
<h1>The content cannot be shown yet</h1>
<p>${reason}</p>
<ul>${findings.map(({ file, line, rule, message }) => html`<li><b>${file}:${line ?? 1}</b> ${rule}: ${message}</li>`)}</ul>
<p>This page reloads as soon as a file of the content is saved.</p>
</body>
</html>`)
}
