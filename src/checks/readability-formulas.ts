import { syllable } from 'syllable'

/** What a formula may know of a text. Syllables and letters are those of its words together. */
export interface TextCounts {
  sentences: number
  words: number
  syllables: number
  letters: number
  /** Of more than six letters. */
  longWords: number
}

/** How hard a text is, in figures of its language. */
export interface Formula {
  measure: (counts: TextCounts) => number
  /** Syllables of a word; none for formulas without them. */
  syllables?: (word: string) => number
  /** From here on a text is very hard in the table of the formula itself. */
  limit: number
  /** Where ordinary texts begin. */
  plain: number
  /** Whether more is easier; of LIX less is. */
  isEase: boolean
}

/** Flesch's formula with the weights of a language: `base` − `sentence` × words of a sentence − `word` × syllables of a word. */
function flesch(base: number, sentence: number, word: number): Formula['measure'] {
  return ({ sentences, words, syllables }) => base - (sentence * words) / sentences - (word * syllables) / words
}

/** Vowels that stand together are one syllable. */
const groupsOf = (vowels: string) => {
  const group = new RegExp(`[${vowels}]+`, 'gi')
  return (word: string) => word.match(group)?.length ?? 1
}

/** Of vowels that stand together, each strong one is a syllable; weak ones alone are one (Spanish, Portuguese). */
const strongOf = (vowels: string, strong: string) => {
  const group = new RegExp(`[${vowels}]+`, 'gi')
  const one = new RegExp(`[${strong}]`, 'gi')
  return (word: string) => (word.match(group) ?? []).reduce((sum, those) => sum + Math.max(1, those.match(one)?.length ?? 0), 0)
}

const ofFrench = groupsOf('aeiouyàâäéèêëîïôöùûüœæ')
const ofDutch = groupsOf('aeiouyáéèóúëïöü')
const ofPortuguese = strongOf('aeiouáâãàéêíóôõúü', 'aeoáâãàéêíóôõú')

/** LIX, which counts long words instead of syllables. Björnsson 1968, “Läsbarhet”: above 60 “mycket svår”, 40 to 50 ordinary. */
const lix: Formula = { measure: ({ sentences, words, longWords }) => words / sentences + (100 * longWords) / words, limit: 60, plain: 45, isEase: false }

/**
 * Languages with a published formula that letters, sentences or regular syllables are enough for, each with the limits of its own source.
 * Persian (Dayani 1990) has one too, but Persian, Hebrew and Arabic leave out the vowels that such formulas count; Polish (Pisarek 1969) counts
 * words in their base form, which letters do not show; for Latvian none is established. For these the length of sentences has to do.
 */
export const FORMULAS: Record<string, Formula> = {
  // Flesch 1948, “A new readability yardstick”. Below 30 is “very difficult”.
  en: { measure: flesch(206.835, 1.015, 84.6), syllables: syllable, limit: 30, plain: 60, isEase: true },
  // Oborneva 2006, “Автоматизированная оценка сложности учебных текстов на основе статистических параметров”. Its figures run lower for texts
  // about devices: of 263 Russian articles of a desktop's help, written in short sentences, 78 are below 30.
  ru: { measure: flesch(206.835, 1.3, 60.1), syllables: (word) => word.match(/[аеёиоуыэюя]/gi)?.length ?? 1, limit: 15, plain: 60, isEase: true },
  // Amstad 1978, “Wie verständlich sind unsere Zeitungen?”.
  de: {
    measure: flesch(180, 1, 58.5),
    syllables: (word) => word.match(/äu|au|eu|ei|ai|ie|aa|ee|oo|(?<!q)u|[aeioyäöü]/gi)?.length ?? 1,
    limit: 30,
    plain: 60,
    isEase: true,
  },
  // Szigriszt Pazos 1992, “Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad”, with the scale INFLESZ of
  // Barrio-Cantalejo and others 2008: below 40 “muy difícil”, from 55 “normal”. Fernández Huerta 1959 is quoted in two readings.
  es: { measure: flesch(206.835, 1, 62.3), syllables: strongOf('aeiouáéíóúü', 'aeoáéíóú'), limit: 40, plain: 55, isEase: true },
  // Martins, Ghiraldelo, Nunes, Oliveira 1996, “Readability formulas applied to textbooks in Brazilian Portuguese”. Below 25 “muito difícil”.
  pt: { measure: flesch(248.835, 1.015, 84.6), syllables: (word) => ofPortuguese(word.replace(/ã[eo]|õe/gi, 'ã')), limit: 25, plain: 50, isEase: true },
  // Kandel and Moles 1958, “Application de l'indice de Flesch à la langue française”. An “e” at the end is silent.
  fr: {
    measure: flesch(207, 1.015, 73.6),
    syllables: (word) => ofFrench(word.replace(/([^aeiouyàâäéèêëîïôöùûüœæ])es?$/i, '$1')),
    limit: 30,
    plain: 60,
    isEase: true,
  },
  // Douma 1960, “De leesbaarheid van landbouwbladen”. A trema begins a syllable.
  nl: { measure: flesch(206.84, 0.93, 77), syllables: (word) => ofDutch(word.replace(/[ëïöü]/gi, '-$&')), limit: 30, plain: 60, isEase: true },
  // Lucisano and Piemontese 1988, “Gulpease: una formula per la predizione della difficoltà dei testi in lingua italiana”: letters, no syllables.
  // Below 40 hard even for readers with a school-leaving certificate, below 60 for those who left at 14.
  it: { measure: ({ sentences, words, letters }) => 89 + (300 * sentences - 10 * letters) / words, limit: 40, plain: 60, isEase: true },
  // Ateşman 1997, “Türkçede okunabilirliğin ölçülmesi”: each vowel is a syllable. Below 30 “çok zor”, from 50 “orta güçlükte”.
  tr: { measure: flesch(198.825, 2.61, 40.175), syllables: (word) => word.match(/[aeıioöuüâîûAEIİOÖUÜÂÎÛ]/g)?.length ?? 1, limit: 30, plain: 50, isEase: true },
  sv: lix,
  da: lix,
  nb: lix,
  nn: lix,
  no: lix,
}
