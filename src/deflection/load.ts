import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Styles of the endpoint's own pages, in the order in which they build on one another. */
const STYLES = ['insights.css', 'insights/insights-page.css', 'inbox/inbox.css']

export function loadStylesheet(): string {
  return STYLES.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
}
