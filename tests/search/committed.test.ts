import { describe, expect, it } from 'vitest'
import { shorten } from '../../src/search/committed.ts'

describe('what is kept of a search', () => {
  it('is whole signs, wherever it is cut: the endpoint takes no half of one', () => {
    for (const text of [`${'a'.repeat(119)}😀 and more`, `${'😀'.repeat(59)}a😀`, `${'x'.repeat(199)}😀`, `anna@example.com ${'b'.repeat(182)}😀`]) {
      expect(shorten(text).isWellFormed()).toBe(true)
      expect(shorten(text).length).toBeLessThanOrEqual(120)
    }
  })
})
