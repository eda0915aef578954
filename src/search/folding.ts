/** Letters that keyboards and habits vary. Persian and Arabic keyboards send different code points for the same letter. */
const LETTERS: Record<string, string> = {
  ى: 'ی',
  ي: 'ی',
  ې: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ۂ: 'ه',
  ۃ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ی',
  ء: '',
  ـ: '',
  ё: 'е',
  ς: 'σ',
  ß: 'ss',
}
/** The stemmer for Arabic reads Arabic letters. */
const ARABIC: Record<string, string> = { ی: 'ي', ى: 'ي', ک: 'ك', أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ـ: '' }
const VARIED = /[ىيېكةۀەہۂۃأإآٱؤئءـёςßیک]/g
/** Marks that are vowel points or accents over a letter; elsewhere marks are letters. */
const POINTED = /(?<=[\p{Script=Arabic}\p{Script=Hebrew}])[\p{M}]+/gu
/** Languages in which words differ by accents alone. */
const TONAL = new Set(['vi'])

/** Vietnamese hòa is also written hoà; quý has its tone where it belongs. */
const EARLY_TONES: Record<string, string> = Object.fromEntries(
  ['oà òa', 'oá óa', 'oả ỏa', 'oã õa', 'oạ ọa', 'oè òe', 'oé óe', 'oẻ ỏe', 'oẽ õe', 'oẹ ọe', 'uỳ ùy', 'uý úy', 'uỷ ủy', 'uỹ ũy', 'uỵ ụy'].map((pair) =>
    pair.split(' '),
  ),
)
const LATE_TONE = new RegExp(`(?<!q)(?:${Object.keys(EARLY_TONES).join('|')})$`)

/** A word without case, variants of letters and digits, and vowel points. */
export function foldLetters(word: string, language: string): string {
  const table = language === 'ar' ? ARABIC : LETTERS
  const folded = word
    .normalize('NFKC')
    .toLocaleLowerCase(language)
    .replace(POINTED, '')
    .replace(VARIED, (letter) => table[letter] ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, asDigit)
    .replaceAll('\u0307', '')
    .normalize('NFC')
  return language === 'vi' ? folded.replace(LATE_TONE, (vowels) => EARLY_TONES[vowels]!) : folded
}

/** Every script's digits are ten code points in a row, from a multiple of 16, or 6 above one. */
function asDigit(digit: string): string {
  let zero = digit.codePointAt(0)!
  const code = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--
  return String(code - zero)
}

const NASALS =
  /\u0928\u094d(?=[\u0915-\u0939])|\u0919\u094d(?=[\u0915-\u0918])|\u091e\u094d(?=[\u091a-\u091d])|\u0923\u094d(?=[\u091f-\u0922])|\u092e\u094d(?=[\u092a-\u092d])/g

/**
 * Hindi is written with and without the point below a letter, with both signs of a nasal vowel, and with that sign for an n before a consonant (as in Lucene)
 * and for the nasal of the consonant that follows (कम्पनी and कंपनी, घण्टा and घंटा).
 */
export const foldDevanagari = (word: string): string =>
  /[\u0900-\u097f]/.test(word) ? word.replaceAll('\u093c', '').replaceAll('\u0901', '\u0902').replace(NASALS, '\u0902') : word

/** A word without accents, for comparing words that readers write without them. */
export function foldAccents(word: string): string {
  return /^[a-z0-9]*$/.test(word)
    ? word
    : foldDevanagari(word.normalize('NFD'))
        // With the letter before them: to look back from each mark would take the square of a long row of them.
        .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu, '$1')
        .replaceAll('ı', 'i')
        .replaceAll('đ', 'd')
        .replaceAll('ø', 'o')
        .replaceAll('ł', 'l')
        .normalize('NFC')
}

/** A word as the index knows it: without accents, except in languages that tell words apart by them. */
export function foldToken(word: string, language: string): string {
  return TONAL.has(language) ? word : foldAccents(word)
}
