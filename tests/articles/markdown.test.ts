import type { Root } from 'hast'
import { markdownToHast } from 'satteri'
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

  it('stays as it is written where it is Markdown, with addresses that lead somewhere and without ids', async () => {
    const table = '| Plan | Price |\n|:--|--:|\n| Small | 5 |'
    const text = await markdown(`## Prices {#prices}\n\n${table}\n\n* tight\n* [list](./a.mdx#prices) of \`two\`\n\nSee https://example.test/x and 2 \\* 3.`)
    expect(text).toContain(`\n\n## Prices\n\n${table}\n\n* tight\n* [list](https://help.example/account/a/#prices) of \`two\`\n\n`)
    expect(text).toContain('See https://example.test/x and 2 \\* 3.\n')
  })

  it('keeps lists apart that a component makes beside those of the text', async () => {
    const text = await markdown('1. First\n\n<Steps>\n\n1. Second\n\n</Steps>\n\n- other')
    const lists = (markdownToHast(text) as Root).children.filter((node) => node.type === 'element' && /^[ou]l$/.test(node.tagName))
    expect(lists).toHaveLength(3)
  })

  it.each([
    ['a link that is defined elsewhere', 'See [there][1].\n\n[1]: ./a.mdx', 'See [there](https://help.example/account/a/).'],
    ['a tag', 'Water is H<sub>2</sub>O.', 'Water is H2O.'],
    ['an underlined heading', 'Prices\n------', '## Prices'],
    ['a heading that the page has one level lower', '# Prices', '## Prices'],
    ['a shared paragraph', '<Snippet id="shared" />', 'Shared **text**.'],
  ])('has %s as plain Markdown', async (_, body, expected) => {
    const text = await markdown(body, 'en', { 'snippets/en/shared.mdx': 'Shared **text**.' })
    expect(text.trimEnd().endsWith(`\n\n${expected}`), text).toBe(true)
  })
})
