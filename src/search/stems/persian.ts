/** Endings, longest first, and how many letters must be left. */
const ENDINGS: [string, number][] = [
  ['هایشان', 2],
  ['هایمان', 2],
  ['هایتان', 2],
  ['ترینها', 3],
  ['هایی', 2],
  ['هایم', 2],
  ['هایت', 2],
  ['هایش', 2],
  ['های', 2],
  ['ترین', 3],
  ['شان', 3],
  ['مان', 4],
  ['تان', 4],
  ['ها', 2],
  ['تر', 3],
  ['ات', 4],
  ['ان', 4],
  ['ام', 4],
  ['اش', 4],
  ['ای', 3],
  ['اند', 3],
  ['ید', 3],
  ['یم', 4],
  ['ند', 3],
  ['ه', 3],
  ['ی', 3],
  ['م', 4],
  ['د', 4],
  ['ش', 4],
  ['ن', 4],
]

/** A light stemmer for Persian: the prefixes of verbs, plurals, comparison, owners and persons. */
export function stemmer(word: string): string {
  let stem = word.replace(/^ن?می(?=.{3})/, '')
  for (let turn = 0; turn < 2; turn++) {
    const ending = ENDINGS.find(([end, left]) => stem.endsWith(end) && stem.length - end.length >= left)
    if (!ending) break
    stem = stem.slice(0, -ending[0].length)
  }
  return stem
}
