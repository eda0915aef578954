/** Generous on purpose: they stop floods, not readers. A network is a /24 of IPv4 or a /48 of IPv6. */
export interface Limits {
  /** Writes a visit may send in a minute; people behind one address and browser share it. */
  visitPerMinute: number
  /** Writes from one network in a minute, whatever browsers it says it has. */
  networkPerMinute: number
  /** Writes of everybody in a second; well below what the database commits. */
  allPerSecond: number
  /** Requests with wrong fields from one network in a minute. Those count nowhere else, so that a reader may correct a form. */
  mistakesPerMinute: number
  /** New page views a visit may name in ten minutes: one answer counts for each, so a script must not make them without end. */
  pageViewsPerVisit: number
  /** The same from one network, whatever browsers it says it has: 400 a minute, where a thousand people read at once. */
  pageViewsPerNetwork: number
  /** Comments and tickets of one visit in ten minutes. */
  wordsPerVisit: number
  /** Comments and tickets of one network in ten minutes. */
  wordsPerNetwork: number
  /** Of those, without a form token, because JavaScript was off: from one network in ten minutes … */
  openPerNetwork: number
  /** … and from everywhere in ten minutes. */
  openAll: number
  /** Comments and tickets from everywhere in ten minutes, refused ones too, from which on each has to bring a proof of work; of one network `wordsPerNetwork` count. */
  attack: number
  /** Form tokens handed to one network in ten minutes. */
  tokensPerNetwork: number
  /** Wrong passwords from one network in 15 minutes; wrong tokens of programs as well. */
  signInPerNetwork: number
  /** Wrong passwords from everywhere in 15 minutes. */
  signInAll: number
  /**
   * Largest body in bytes, a file beside it left out. Forms with words of readers are multipart, in which the longest message takes 6,000 in
   * Chinese; percent-encoded it would take 18,000.
   */
  bodyBytes: number
  /** Largest form of an editor in bytes: a sentence in each language of the site, percent-encoded. */
  deskBytes: number
}

export const LIMITS: Limits = {
  visitPerMinute: 240,
  networkPerMinute: 1200,
  allPerSecond: 600,
  mistakesPerMinute: 240,
  pageViewsPerVisit: 400,
  pageViewsPerNetwork: 4000,
  wordsPerVisit: 20,
  wordsPerNetwork: 100,
  openPerNetwork: 10,
  openAll: 60,
  attack: 300,
  tokensPerNetwork: 400,
  signInPerNetwork: 10,
  signInAll: 200,
  bodyBytes: 8 * 1024,
  deskBytes: 20 * 1024,
}

/** The limits of a large site, or of one whose readers share few addresses. What a body may weigh and who may try passwords stays. */
export function scaleLimits(limits: Limits, factor: number): Limits {
  const { signInPerNetwork, signInAll, bodyBytes, deskBytes, ...rates } = limits
  const scaled = Object.fromEntries(Object.entries(rates).map(([name, value]) => [name, value * factor])) as typeof rates
  return { ...scaled, signInPerNetwork, signInAll, bodyBytes, deskBytes }
}
