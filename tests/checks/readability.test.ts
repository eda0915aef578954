import { describe, expect, it } from 'vitest'
import { FORMULAS } from '../../src/checks/readability-formulas.ts'
import { readSentences } from '../../src/checks/sentences.ts'
import { findHardness } from '../../src/checks/readability.ts'

/** A sentence of officials, and one for readers, in each language that is judged. */
const SENTENCES: Record<string, [hard: string, plain: string]> = {
  en: ['Organisational accountability necessitates comprehensive documentation of administrative responsibilities.', 'Open the page and press the key.'],
  ru: ['Административная ответственность предусматривает документирование организационных обязанностей.', 'Нажмите кнопку и ждите.'],
  de: [
    'Die Berücksichtigung verwaltungsrechtlicher Dokumentationsverpflichtungen erfordert organisatorische Verantwortlichkeiten.',
    'Öffne die Seite und drücke die Taste.',
  ],
  es: [
    'La responsabilidad administrativa organizacional requiere documentación exhaustiva de obligaciones internacionales.',
    'Abre la página y pulsa la tecla.',
  ],
  pt: ['A responsabilidade administrativa organizacional necessita documentação abrangente das obrigações internacionais.', 'Abra a página e prima a tecla.'],
  fr: [
    'La responsabilisation administrative organisationnelle nécessite une documentation approfondie des obligations internationales.',
    'Ouvrez la page et pressez la touche.',
  ],
  nl: ['Organisatorische verantwoordelijkheid vereist uitgebreide documentatie van administratieve verplichtingen.', 'Open de pagina en druk op de toets.'],
  it: [
    'La responsabilizzazione amministrativa organizzativa necessita documentazione approfondita degli adempimenti internazionali.',
    'Apri la pagina e premi il tasto.',
  ],
  tr: ['Organizasyonel sorumlulukların uluslararası yükümlülüklerle belgelendirilmesi gerekmektedir.', 'Sayfayı aç ve tuşa bas.'],
  sv: ['Organisatorisk ansvarsskyldighet förutsätter omfattande dokumentation avseende administrativa förpliktelser.', 'Öppna sidan och tryck på knappen.'],
  da: ['Organisatorisk ansvarlighed forudsætter omfattende dokumentation vedrørende administrative forpligtelser.', 'Åbn siden og tryk på tasten.'],
  nb: ['Organisatorisk ansvarlighet forutsetter omfattende dokumentasjon vedrørende administrative forpliktelser.', 'Åpne siden og trykk på tasten.'],
}
const of = (sentence: string) => readSentences(Array<string>(30).fill(sentence).join(' '))

describe('readability', () => {
  it.each(Object.keys(SENTENCES))('tells what is hard in %s from what is plain', (locale) => {
    const [hard, plain] = SENTENCES[locale]!
    expect(findHardness(locale, of(hard), 100)).toBeDefined()
    expect(findHardness(`${locale}-XX`, of(plain), 100)).toBeUndefined()
  })

  it.each(['fa', 'he', 'lv', 'ar', 'pl', 'ja'])('judges nothing in %s, which has no formula that letters are enough for', (locale) => {
    expect(findHardness(locale, of('Административная ответственность предусматривает документирование обязанностей.'), 100)).toBeUndefined()
  })

  it.each([
    // Each worked by hand from the published weights.
    ['en', { sentences: 5, words: 100, syllables: 150 }, 206.835 - 20.3 - 126.9],
    ['de', { sentences: 10, words: 150, syllables: 270 }, 180 - 15 - 105.3],
    ['es', { sentences: 5, words: 100, syllables: 200 }, 206.835 - 20 - 124.6],
    ['nl', { sentences: 10, words: 150, syllables: 240 }, 206.84 - 13.95 - 123.2],
    ['fr', { sentences: 5, words: 100, syllables: 160 }, 207 - 20.3 - 117.76],
    ['pt', { sentences: 5, words: 100, syllables: 210 }, 248.835 - 20.3 - 177.66],
    ['tr', { sentences: 10, words: 100, syllables: 260 }, 198.825 - 26.1 - 104.455],
    ['it', { sentences: 5, words: 100, letters: 450 }, 59],
    ['sv', { sentences: 5, words: 100, longWords: 25 }, 45],
  ])('is what the formula of %s says', (language, counts, value) => {
    expect(FORMULAS[language]!.measure({ syllables: 0, letters: 0, longWords: 0, ...counts })).toBeCloseTo(value, 6)
  })

  it.each([
    ['es', { que: 1, agua: 2, país: 2, leer: 2, ciudad: 2, y: 1, vergüenza: 3, construcción: 3 }],
    ['pt', { não: 1, coração: 3, água: 2, saúde: 3, põe: 1, também: 2 }],
    ['fr', { page: 1, pages: 1, été: 2, le: 1, bouton: 2, ordinateur: 4 }],
    ['nl', { geïnd: 2, zee: 1, nieuw: 1, pagina: 3, ideeën: 3, koe: 1 }],
    ['de', { Häuser: 2, Bier: 1, Tastatur: 3, neue: 2, Theater: 3, Quelle: 2 }],
    ['tr', { sayfayı: 3, açın: 2, İstanbul: 3 }],
    ['ru', { страница: 3, в: 1, ещё: 2 }],
  ])('counts syllables of %s', (language, words) => {
    const counted = Object.keys(words).map((word) => [word, Math.max(1, FORMULAS[language]!.syllables!(word))])
    expect(Object.fromEntries(counted)).toEqual(words)
  })
})
