import { proseIn } from '../prose.ts'
import type { Rule } from '../rule.ts'

const JOINER = '\u200C'
const LANGUAGES = new Set(['fa'])
const WORD = '[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤأكي]+'
const START = '(?<![\\p{L}\\p{M}\\u200C])'
const END = '(?![\\p{L}\\p{M}\\u200C])'
/** Present stems of common verbs; those with which another word could be meant, such as میدان, are left out. */
const STEMS = 'کن|شو|توان|خواه|ده|گیر|یاب|باش|گذار|ساز|نویس|خوان|رس|شناس|فرست|افت|انداز|فهم|پذیر|پرداز|گرد|بین|گوی|آی|رو'

/**
 * Forms that have a joiner by the rules of the Academy of Persian Language and Literature (Dastur-e Khatt, 2022), where nothing else can be meant.
 * Each pattern has what stands before the joiner and what stands after it.
 */
const FORMS: RegExp[] = [
  // می خواهید → می‌خواهید; every form of a verb after می ends so.
  new RegExp(`${START}(ن?می)[ \\u00A0](${WORD}(?:م|ی|د|یم|ید|ند|رد|شت|فت|ست))${END}`, 'gu'),
  // میخواهید → می‌خواهید
  new RegExp(`${START}(ن?می)((?:${STEMS})(?:م|د|یم|ید|ند))${END}`, 'gu'),
  // کتاب های → کتاب‌های
  new RegExp(`(?<=${WORD})()[ \\u00A0](ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?)${END}`, 'gu'),
  // بزرگ ترین → بزرگ‌ترین
  new RegExp(`(?<=${WORD})()[ \\u00A0](ترین)${END}`, 'gu'),
  // شده اند → شده‌اند
  new RegExp(`(?<=${WORD}ه)()[ \\u00A0](اند|اید|ایم)${END}`, 'gu'),
]

/** A Persian word that is torn apart by a space, or run together, where a zero-width joiner belongs. */
export const missingJoiner: Rule = {
  id: 'missing-joiner',
  severity: 'warning',
  check(content, report) {
    for (const { text, prose } of proseIn(content, LANGUAGES)) {
      for (const form of FORMS) {
        for (const match of prose.source.matchAll(form)) {
          const [found, before = '', after = ''] = match
          const place = prose.placeOf(match.index)
          const word = /[\p{L}\p{M}\u200C]*$/u.exec(prose.source.slice(0, match.index))?.[0] ?? ''
          const right = `${before}${JOINER}${after}`
          report(text, `"${word}${found}" lacks a zero-width non-joiner (U+200C). Write "${word}${right}".`, place, undefined, {
            ...place,
            remove: found,
            insert: right,
          })
        }
      }
    }
  },
}
