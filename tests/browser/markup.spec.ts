import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { describe, expect, inject, it } from 'vitest'

describe('every built page', () => {
  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended', 'html-validate:document'],
      rules: {
        // Matters of taste, or of how Astro writes; none changes what a browser builds.
        'doctype-style': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'long-title': 'off',
        'no-raw-characters': 'off',
        // It takes the name of a phone channel for its number.
        'tel-non-breaking': 'off',
        // Scripts and styles come from this site, which the content security policy enforces.
        'require-sri': 'off',
        // One name for a group of boxes is how forms send a list, and one for a group of buttons how they tell which was pressed.
        'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
      },
    })
    const dir = inject('siteDir')
    const pages = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
    expect(pages.length).toBeGreaterThan(200)
    const problems: string[] = []
    for (const name of pages) {
      const report = await validator.validateFile(join(dir, name))
      for (const { messages } of report.results) problems.push(...messages.map(({ ruleId, message, line }) => `${name}:${line} ${ruleId}: ${message}`))
    }
    expect(problems).toEqual([])
  })
})
