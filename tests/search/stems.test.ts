import { describe, expect, it } from 'vitest'
import { Analyser } from '../../src/search/analysis.ts'
import { loadStems } from '../../src/search/stems/load.ts'

async function tokensOf(locale: string, words: string): Promise<Set<string>> {
  const analyser = new Analyser(locale, await loadStems(locale))
  return new Set(words.split(' ').map((word) => analyser.terms(word)[0]!.token))
}

describe('one token for the forms of a word', () => {
  it.each([
    ['en', 'refund refunds refunded refunding'],
    ['ru', 'пароль пароля паролей паролем паролями'],
    ['ru', 'ёлка елка ёлки'],
    ['de', 'Rechnung Rechnungen'],
    ['es', 'contraseña contraseñas contrasena'],
    ['ar', 'كتاب كتابه الكتاب'],
    ['el', 'λογαριασμός λογαριασμου'],
    ['tr', 'hesap hesaplar'],
    ['uk', 'пароль паролі'],
    ['es', 'cuenta cuentas'],
    ['el', 'λογαριασμός λογαριασμοί λογαριασμού'],
    ['el', 'κωδικός κωδικού κωδικοί κωδικων ΚΩΔΙΚΟΣ'],
    ['el', 'παραγγελία παραγγελίες παραγγελιών'],
    ['el', 'ρύθμιση ρυθμίσεις ρυθμίσεων'],
    ['ro', 'plată plăți'],
    ['ro', 'cont contul conturi conturile'],
    ['ro', 'factură facturi facturii'],
    ['ro', 'șterge şterge sterge'],
    ['tr', 'hesap hesabı hesaplar hesaplarım'],
    ['tr', 'fatura faturalar faturamı faturayı'],
    ['tr', 'ödeme ödemeler ödemeyi'],
    ['tr', 'değiştirme değiştirmek'],
    ['tr', 'şifre sifremi ŞİFRE'],
    ['tr', 'iptal İPTAL IPTAL'],
    ['hi', 'किताब किताबें किताबों'],
    ['hi', 'भुगतान भुगतानों'],
    ['hi', 'खाता खाते खातों'],
    ['hi', 'हिंदी हिन्दी'],
    ['hi', 'भाषा भाषाएँ भाषाएं भाषाओं'],
    ['hi', 'हटाना हटाएँ हटाने'],
    ['hi', 'कंपनी कम्पनी'],
    ['hi', 'घण्टा घंटा घंटे'],
    ['ro', 'livrare livrări livrarea livrării'],
    ['ro', 'parolă parole parola parolei'],
    ['tr', 'iade iadeler iadeyi'],
    ['uk', "об’єкт обʼєкт об'єкт"],
    ['ur', 'ہے هے'],
    ['vi', 'hòa hoà HÒA'],
    ['vi', 'thủy thuỷ'],
    ['hi', 'ज़रूरत जरूरत'],
    ['fa', 'کتاب كتاب کتاب‌ها کتابها کتاب‌های کتابهای کتاب‌هایش'],
    ['fa', 'می‌خواهید میخواهید خواهید نمی‌خواهید'],
    ['fa', 'حساب حسابها حساب‌های'],
    ['fa', '۱۲۳ 123 ١٢٣'],
    ['he', 'סיסמה הסיסמה בסיסמה לסיסמה שהסיסמה וסיסמה'],
    ['he', 'שָׁלוֹם שלום'],
    ['he', 'חשבון החשבון חשבונות בחשבונות לחשבון'],
    ['lv', 'konts konta kontā kontu kontam kontiem kontos'],
    ['lv', 'parole paroli paroles parolei parolē'],
    ['lv', 'brālis brāļa brālim'],
    ['lv', 'pierakstīšanās pierakstisanas'],
    ['ar-EG', 'كتاب كتابه الكتاب'],
    ['fas', 'کتاب کتاب‌ها'],
    ['ru_RU', 'пароль паролями'],
  ])('makes it in %s of %s', async (locale, words) => {
    expect([...(await tokensOf(locale, words))]).toHaveLength(1)
  })

  it.each([
    ['en', 'plan plane'],
    ['hi', 'कम काम'],
    ['hi', 'दिन दीन'],
    ['vi', 'mật mặt'],
    ['vi', 'má mà'],
    ['tr', 'ödeme ödül'],
    ['el', 'αλλαγή παραγγελία'],
    ['th', 'ไป ไว'],
    ['he', 'שלום סיסמה'],
    ['lv', 'konts parole'],
  ])('keeps apart in %s: %s', async (locale, words) => {
    expect([...(await tokensOf(locale, words))]).toHaveLength(2)
  })
})
