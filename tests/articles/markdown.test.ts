import { describe, expect, it } from 'vitest'
import { articleMarkdown } from '../../src/articles/markdown.ts'
import { article, makeLibrary } from '../search/site.ts'

const GUIDE =
  'title: Lost key\ndescription: Find out where it is.\nsteps:\n  - id: start\n    question: Is it at home?\n    choices:\n      - { text: "Yes", to: end }\n  - id: end\n    solution: Look again.\n'

/** An article as a reader's tools get it, by a locale. */
async function markdown(body: string, locale = 'en', others: Record<string, string> = {}): Promise<string> {
  const library = await makeLibrary({ 'en/account/a': article('A', body) }, { drafts: false }, others)
  return articleMarkdown(library.article(locale, 'account/a')!, library)
}

describe('an article as Markdown', () => {
  it('says of which kind a callout is, with and without a title of its own', async () => {
    const text = await markdown(
      '<Callout type="warning" title="Before you start">\n\nSave it.\n\n</Callout>\n\n<Callout type="tip">\n\nPress it.\n\n</Callout>',
    )
    expect(text).toContain('> **Important: Before you start**\n>\n> Save it.')
    expect(text).toContain('> **Tip**\n>\n> Press it.')
  })

  it('keeps the language of code', async () => {
    const text = await markdown('```bash\nnpm ci\n```\n\n```\nplain\n```')
    expect(text).toContain('```bash\nnpm ci\n```')
    expect(text).toContain('```\nplain\n```')
  })

  it('tells the reader, in the reader’s language, that the text is in another', async () => {
    expect(await markdown('Text.')).not.toContain('not in English')
    expect(await markdown('Text.', 'fa')).toContain(
      'https://help.example/fa/account/a/\n\n**این مقاله هنوز به فارسی نیست** متن اصلی را به زبان انگلیسی می‌خوانید.\n\nText.',
    )
  })

  it('links a guide with its title and what it does, and a film without what is said of the page', async () => {
    const text = await markdown('<Guide id="lost-key" />\n\n<Video src="https://films.test/a" title="A film" />', 'en', { 'guides/en/lost-key.yml': GUIDE })
    expect(text).toContain('[Lost key](https://help.example/guides/lost-key/): Find out where it is.')
    expect(text).toContain('[Play video: A film](https://films.test/a)\n')
    expect(text).not.toContain('films.test.')
  })
})
