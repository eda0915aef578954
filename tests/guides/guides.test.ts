import { describe, expect, it } from 'vitest'
import { resolveGuides } from '../../src/articles/guides.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { renderSolution } from '../../src/guides/text.ts'
import { createLibrary } from '../../src/articles/load.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

const EN = `title: Lost key
description: Find a way in.
category: account
steps:
  - id: start
    question: Do you have a mail from us?
    choices:
      - { text: "Yes", to: mail }
      - { text: "No", to: kind }
  - id: kind
    question: Which key?
    choices:
      - { text: The old one, to: mail }
      - { text: The new one, to: person }
  - id: mail
    solution: Open the link.
  - id: person
    contact: Say which address you use.
`
const LV = `title: Pazudusi atslēga
description: Kā tikt iekšā.
steps:
  - id: start
    question: Vai jums ir mūsu vēstule?
    choices:
      - { text: "Jā", to: mail }
      - { text: "Nē", to: kind }
`

function guideIn(locale: string, files: Record<string, string>) {
  const tree = readContentTree(makeContentTree(files).dir)
  return resolveGuides(tree.guides, tree.settings!.locales, locale)[0]!
}

describe('a guide', () => {
  it('is read step by step in the reader’s language, else in another', () => {
    const guide = guideIn('lv', { 'guides/en/lost-key.yml': EN, 'guides/lv/lost-key.yml': LV })
    expect([...guide.steps.values()].map(({ id, textLocale }) => `${id} ${textLocale}`)).toEqual(['start lv', 'kind en', 'mail en', 'person en'])
    expect(guide).toMatchObject({ url: '/lv/guides/lost-key/', isTranslated: true, category: 'account', translations: ['en', 'lv'] })
  })

  it('is whole in another language where it is not translated', () => {
    expect(guideIn('lv', { 'guides/en/lost-key.yml': EN })).toMatchObject({
      url: '/lv/guides/lost-key/',
      textLocale: 'en',
      isTranslated: false,
      translations: ['en'],
    })
    expect(guideIn('en', { 'guides/lv/lost-key.yml': EN })).toMatchObject({ url: '/guides/lost-key/', textLocale: 'lv' })
  })

  it('has one page a step, and one for each way to a person', () => {
    const guide = guideIn('en', { 'guides/en/lost-key.yml': EN })
    expect(guide.pages.map(({ part }) => part)).toEqual(['', 'kind', 'mail', 'person', 'person/0-0', 'person/1-0-0', 'person/1-1'])
  })

  it('shows only answers that are known where several ways meet', () => {
    const guide = guideIn('en', { 'guides/en/lost-key.yml': EN })
    const answers = (part: string) => guide.pages.find((page) => page.part === part)?.answers.map(({ step, choice }) => `${step.id}: ${choice}`)
    expect(answers('mail')).toEqual([])
    expect(answers('kind')).toEqual(['start: No'])
    expect(answers('person/1-0-0')).toEqual(['start: No', 'kind: The old one', 'mail: undefined'])
  })

  it('changes its revision with its text', () => {
    const revision = (text: string) => guideIn('en', { 'guides/en/lost-key.yml': text }).revision
    expect(revision(EN)).toMatch(/^[0-9a-f]{16}$/)
    expect(revision(EN.replace('Open the link', 'Open that link'))).not.toBe(revision(EN))
  })

  it('writes links of a solution in the reader’s language and runs nothing', async () => {
    const { dir, options } = makeContentTree()
    const library = await createLibrary(readContentTree(dir), { drafts: false, publicDir: options.publicDir })
    const html = renderSolution(
      'See [that](/account/sign-in/#fails), [this](/nowhere/at-all/) and `npm ci`.\n\n<script>alert(1)</script> {1 + 1}',
      library,
      'lv',
    )
    expect(html).toContain('<a href="/lv/account/sign-in/#fails">that</a>')
    expect(html).toContain('<span>this</span>')
    expect(html).toContain('<code dir="ltr">npm ci</code>')
    expect(html).not.toContain('<script>')
    expect(html).toContain('{1 + 1}')
  })
})
