/**
 * Which quotation marks a language writes, outer pair first. From the Unicode CLDR 48.2 (cldr-misc-full, delimiters.json; Unicode License v3), for
 * languages whose marks there are somebody's decision and not the default. What is also usual by national rules stands behind the second bar.
 */
const MARKS: Readonly<Record<string, string>> = {
  be: '«» „“',
  bg: '„“',
  bs: '„” ‘’',
  ca: '«» “”',
  cs: '„“ ‚‘ | »«',
  da: '“” ‘’ | »« „“ ””',
  de: '„“ ‚‘ | »« ›‹ «»',
  el: '«» “”',
  en: '“” ‘’',
  es: '“” ‘’ | «»',
  et: '„“ ‚‘ | „” «»',
  fa: '«» ‹›',
  fi: '”” ’’ | »»',
  fr: '«» “” | ‹›',
  he: '”” ’’ | “” „”',
  hr: '„“ ‚‘ | „” »«',
  hu: '„” »«',
  is: '„“ ‚‘',
  it: '«» “” | ‘’',
  ja: '「」 『』 | “”',
  ka: '„“ «»',
  lt: '„“',
  // CLDR has “”; Latvian typography has „”, and „“ as in the neighbouring languages.
  lv: '“” ‘’ | „” „“ «»',
  mk: '„“ ‚‘',
  nb: '«» ‘’ | „“ “”',
  nl: '‘’ “” | „”',
  nn: '«» ‘’',
  no: '«» ‘’ | „“ “”',
  pl: '„” «» | »«',
  ro: '„” «»',
  ru: '«» „“',
  sk: '„“ ‚‘ | »«',
  sl: '„“ ‚‘ | »«',
  sr: '„” ’’ | „“',
  sv: '”” ’’ | »»',
  uk: '«» „“ | “”',
}

/** By locale: the check asks for every paragraph. */
const known = new Map<string, string[] | undefined>()

/** The pairs of a language, the usual one first; undefined for a language of which too little is known. */
export function quotationMarks(locale: string): readonly string[] | undefined {
  if (!known.has(locale)) known.set(locale, MARKS[new Intl.Locale(locale).language]?.split(/[ |]+/))
  return known.get(locale)
}
