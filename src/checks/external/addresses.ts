import type { CheckedContent } from '../content.ts'
import type { Place } from '../contract.ts'

/** A link to another site. */
export interface ExternalLink {
  /** Where it leads, without what the browser keeps for itself. */
  address: string
  /** The part after "#", with it, or ''. */
  hash: string
  file: string
  place: Place
}

/** Names that are made for examples and for one's own machine (RFC 2606, 6761). */
const NOBODYS = /(?:^|\.)(?:example|test|invalid|localhost|local|example\.(?:com|net|org))$/

/** Every link of articles and snippets that leads to another site, as often as it is written. */
export function listExternalLinks(content: CheckedContent): ExternalLink[] {
  return content.texts.flatMap((text) => text.links.flatMap(({ address, place }) => readExternalLink(address, text.file, place)))
}

function readExternalLink(written: string, file: string, place: Place): ExternalLink[] {
  const whole = written.startsWith('//') ? `https:${written}` : written
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return []
  const url = new URL(whole)
  const { hash } = url
  if (NOBODYS.test(url.hostname)) return []
  url.hash = ''
  // Nobody's password belongs into a question.
  url.username = ''
  url.password = ''
  return [{ address: url.href, hash, file, place }]
}
