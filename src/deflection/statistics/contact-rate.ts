import { measureProportion, type Proportion, shrinkShare } from './proportion.ts'

/** Visits that read an article, and those of them that sent a ticket afterwards. */
export interface Reading {
  visits: number
  contacts: number
}

export interface ContactRate {
  rate: Proportion
  /** The rate drawn towards the site's own, so that 1 of 2 is no emergency. */
  shrunk: number
  /** Tickets that would not have come had this article done as well as the site does: (shrunk − site's own) × visits, never below 0. */
  avoidable: number
}

/**
 * Contact rates of articles, in the order given. `site` is the rate of all visits (0–1); each article is drawn towards it by as many visits as
 * an article has on average in the list. Not causal: an article about complaints sends people to us whatever it says.
 */
export function measureContactRates(articles: Reading[], site: number): ContactRate[] {
  const usual = articles.length === 0 ? 0 : articles.reduce((sum, { visits }) => sum + visits, 0) / articles.length
  return articles.map(({ visits, contacts }) => {
    const shrunk = shrinkShare(contacts, visits, { ofAll: site, usual })
    return { rate: measureProportion(contacts, visits), shrunk, avoidable: Math.max(0, shrunk - site) * visits }
  })
}
