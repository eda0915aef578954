import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData, removePersonalData } from '../../src/delivery/personal-data.ts'

describe('personal data', () => {
  it.each([
    ['Write to anna@example.com please', ['email']],
    ['پست من anna@example.co.ir است', ['email']],
    ['Почта: анна@пример.рф', ['email']],
    ['Card 4111 1111 1111 1111 was refused', ['card']],
    ['5500-0000-0000-0004', ['card']],
    ['کارت ۴۱۱۱ ۱۱۱۱ ۱۱۱۱ ۱۱۱۱', ['card']],
    ['DE89 3704 0044 0532 0130 00 is my account', ['iban']],
    ['lv80bank0000435195001', ['iban']],
    ['GB29NWBK60161331926819', ['iban']],
    ['Call +371 29 123 456', ['phone']],
    ['(555) 123-4567 after five', ['phone']],
    ['8 (912) 345-67-89', ['phone']],
    ['۰۹۱۲۱۲۳۴۵۶۷', ['phone']],
    ['050-123-4567', ['phone']],
    ['anna@example.com or +44 20 7946 0958', ['email', 'phone']],
  ])('is seen in “%s”', (text, kinds) => {
    expect(findPersonalData(text)).toEqual(kinds)
  })

  it.each([
    'The button at step 3 does nothing.',
    'It stopped on 2026-11-20 at 10:45.',
    'Since 20.11.2026 it costs 1299.99',
    'Error 0x80070057 and E-1234567890X',
    'My address is 192.168.100.200',
    'Order 4111 1111 1111 1112',
    'DE00 3704 0044 0532 0130 00x',
    '@ 5 @ home',
    '',
  ])('is not seen in “%s”', (text) => {
    expect(findPersonalData(text)).toEqual([])
  })

  it('never fails and never stays, whatever is written around it', () => {
    const surrounding = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(surrounding, surrounding, (before, after) => {
        const text = `${before} anna@example.com 4111 1111 1111 1111 ${after}`
        expect(findPersonalData(text)).toContain('email')
        expect(removePersonalData(text)).not.toMatch(/anna@example|4111 1111/)
      }),
    )
  })

  it('takes no longer for a text that was made to be slow', () => {
    for (const text of [
      'a'.repeat(1200),
      '1 '.repeat(600),
      'DE12 '.repeat(240),
      `${'a.'.repeat(600)}@`,
      '@'.repeat(1200),
      '('.repeat(1200),
      'a'.repeat(100_000),
    ]) {
      const began = performance.now()
      findPersonalData(text)
      removePersonalData(text)
      expect(performance.now() - began).toBeLessThan(200)
    }
  })
})
