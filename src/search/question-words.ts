/**
 * Words that ask, in the forms that `stopwords-iso` lacks. They begin what people type and are rare in articles, so that a search would take them for its
 * most telling words. Forms with small words written before them (Hebrew, Arabic) are words of their own.
 */
export const QUESTION_WORDS: Record<string, string> = {
  ar: 'لماذا أية بأي بأية لأي لأية عماذا إلام علام أيهما بكم وما وكيف',
  cs: 'koho komu kým čeho čemu čím odkud jaký jaká jaké čí',
  de: 'wieviel wieviele womit wofür worin worauf wodurch wogegen woran woraus worüber wovon wozu wonach worum',
  el: 'πόσο πόσος πόση πόσα πόσοι πόσες πόσων πού πώς πότε γιατί μήπως',
  es: 'adónde porqué',
  fa: 'چی چطوری کدامیک کیست چیست چیه کجاست',
  he: 'מהו מהי מהם מהן מיהו מיהי מיהם כמה בכמה לכמה מכמה איזו אילו באיזה באיזו באילו לאיזה לאיזו מאיזה מאיזו למי ממי האם היכן',
  hi: 'क्या कौन कौनसा कौनसी किस किसने किसे किसका किसकी किसके कब कहाँ कहां कैसे कैसा कैसी क्यों कितना कितनी कितने',
  lv: 'kas kurš kura kuri kuras kam ko kuru kurā kur kad kā kāpēc kādēļ cik kāds kāda kādi kādas kādu kādā',
  nl: 'hoeveel waarmee waarvoor waardoor waarheen',
  pl: 'kogo komu kim czego czym ilu jaka czyj',
  pt: 'quanta quantos quantas',
  ro: 'câtă câți căruia cărei',
  ru: 'какое какие какого какому каким какую каких чей чья чьё чьи',
  tr: 'kimin kimler kaç kaçıncı nedir kimdir mi mı mu mü',
  uk: 'хто кого кому ким чому чим куди звідки навіщо скільки яка яке які якого якій яким яку яких чий чия',
  vi: 'đâu mấy bao nhiêu nào gì',
}
