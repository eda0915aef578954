import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadStylesheet } from '../deflection/load.ts'

const readStyles = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')

/** Styles of what the contact form leads to: as on the site. */
export function loadContactStyles(): string {
  return ['frame/styles/tokens.css', 'frame/styles/base.css', 'contact/contact.css', 'elements/scale.css'].map(readStyles).join('\n')
}

/** Styles of the endpoint's own pages. The palette is the site's: an owner who changes its colours changes these pages too. */
export function loadPageStyles(): string {
  return readStyles('frame/styles/tokens.css') + loadStylesheet()
}
