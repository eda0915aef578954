/** Endings of nouns and adjectives without length marks, longest first. Those of verbs (-t, -ties, -sim) cost a point of Success@3. */
const ENDINGS = 'ajiem ajai ajam ajos ajas iem aja ais ai ei am em im um us as es os ij is ie u a i e o s'.split(' ').sort((a, b) => b.length - a.length)

/** A light stemmer for Latvian, after K. Kreslins (as in Lucene): takes off one ending and undoes the palatalisation before it. */
export function stemmer(word: string): string {
  const bare = word
    .normalize('NFD')
    .replace(/\u0304/g, '')
    .normalize('NFC')
  const ending = ENDINGS.find((end) => bare.endsWith(end) && bare.length - end.length >= 3 && /[aeiou]/.test(bare.slice(0, -end.length)))
  return soften(ending ? bare.slice(0, -ending.length) : bare)
}

function soften(stem: string): string {
  return stem
    .replace(/(?:sn|šņ)$/, 'sn')
    .replace(/([bpmv])j$/, '$1')
    .replace(/(?:š|t)$/, (end) => (end === 'š' ? 's' : end))
    .replace(/ž$/, 'z')
    .replace(/č$/, 'c')
    .replace(/ļ$/, 'l')
    .replace(/ņ$/, 'n')
    .replace(/ģ$/, 'g')
    .replace(/ķ$/, 'k')
}
