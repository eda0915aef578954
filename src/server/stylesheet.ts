import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadStylesheet } from '../deflection/load.ts'

/** Styles of the endpoint's own pages. The palette is the site's: an owner who changes its colours changes these pages too. */
export function loadPageStyles(): string {
  return readFileSync(join(import.meta.dirname, '../frame/styles/tokens.css'), 'utf8') + loadStylesheet()
}
