/** Scripts that Unicode has no property for, and whose texts have letters of these. */
const SAME: Record<string, string> = { Hans: 'Hani', Hant: 'Hani', Kore: 'Hang', Jpan: 'Hira' }

/** Whether texts of a language can have anything of a search: Latin letters and digits are everywhere, other letters are at home. */
export function canBeWrittenIn(locale: string, text: string): boolean {
  if (/[\p{Script=Latin}\p{Nd}\p{Script=Han}]/u.test(text)) return true
  try {
    const script = new Intl.Locale(locale).maximize().script ?? 'Latn'
    return new RegExp(`\\p{Script=${SAME[script] ?? script}}`, 'u').test(text)
  } catch {
    return true
  }
}
