import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

/** What the check says about an article, as `line rule message`. */
function checkArticle(source: string): string[] {
  const { dir, options } = makeContentTree({ 'articles/en/account/reset.mdx': source })
  return checkContent(readContentTree(dir), options)
    .filter(({ file }) => relative(dir, file).startsWith('articles'))
    .map(({ line, rule, message }) => `${line} ${rule} ${message}`)
}

describe('front matter that does not end', () => {
  const remedy = (line: number) =>
    `${line} unclosed-front-matter The front matter begins on line 1 and does not end. Write a line of three hyphens, ---, after its last field, as line ${line}.`

  it.each([
    ['before the text', '---\ntitle: A\ndescription: B\n\nText.\n', 4],
    ['before a list', '---\ntitle: A\nkeywords:\n  - a\ndescription: B\n\n- one\n- two\n', 6],
    ['and a line across the text later', '---\ntitle: A\ndescription: B\n\nText: more.\n\n---\n\nEnd.\n', 4],
    ['before a heading', '---\ntitle: A\ndescription: B\n## Heading\n\nText.\n', 4],
    ['in a file of Windows', '---\r\ntitle: A\r\ndescription: B\r\n\r\nText.\r\n', 4],
  ])('is told once, with the line to write: %s', (_name, source, line) => {
    expect(checkArticle(source)).toEqual([remedy(line)])
  })

  it.each(['----', ' ---', '--', '—-'])('is told where its last line is "%s"', (end) => {
    expect(checkArticle(`---\ntitle: A\ndescription: B\n${end}\n\nText.\n`)[0]).toContain(`4 unclosed-front-matter This line is "${end}"`)
  })

  it('is not seen in front matter with empty lines, or with hyphens in a text', () => {
    expect(checkArticle('---\ntitle: A --- B\n\ndescription: B ---\n\nkeywords:\n- a\n\n---\n\nText.\n')).toEqual([])
  })

  it('is told apart from front matter that begins too late, and from none', () => {
    expect(checkArticle('\n---\ntitle: A\ndescription: B\n---\n\nText.\n')[0]).toContain('must begin on the first line')
    expect(checkArticle('Text.\n')[0]).toContain('does not start with front matter')
  })
})

describe('a text that YAML takes for something else', () => {
  it.each([
    ['title: Error: cannot sign in', 'a colon in it', 'title: "Error: cannot sign in"'],
    ['title: How to:', 'a colon in it', 'title: "How to:"'],
    ['title: "Say "hello" now"', 'the same quotes', `title: 'Say "hello" now'`],
    [`title: 'It's here'`, 'the same quotes', `title: "It's here"`],
    ['title: [Beta] sign in', 'begins with "["', 'title: "[Beta] sign in"'],
    ['title: @home', 'begins with "@"', 'title: "@home"'],
    ['title: *bold*', 'begins with "*"', 'title: "*bold*"'],
    ['title: !now', 'begins with "!"', 'title: "!now"'],
    ['title: C:\\temp is: full', 'a colon in it', `title: 'C:\\temp is: full'`],
    ['title:Reset it', 'a space is missing', 'title: Reset it'],
    ['title Reset it', 'a colon is missing', 'title: Reset it'],
  ])('is shown as it should be written: %s', (line, reason, right) => {
    const findings = checkArticle(`---\n${line}\ndescription: B\n---\n\nText.\n`)
    expect(findings).toEqual([expect.stringMatching(/^2 yaml-syntax /)])
    expect(findings[0]).toContain(reason)
    expect(findings[0]).toContain(`${right}.`)
    // What is advised can be read.
    expect(checkArticle(`---\n${right}\ndescription: B\n---\n\nText.\n`)).toEqual([])
  })

  it('is quoted in a list, too', () => {
    expect(checkArticle('---\ntitle: A\ndescription: B\nquestions:\n  - Error: what now?\n---\n\nText.\n')).toEqual([
      '5 invalid-field Item 1 of "questions" is {"Error":"what now?"}. It must be a text in quotes: "Error: what now?".',
    ])
  })

  it('leaves the other articles to be checked', () => {
    const { dir, options } = makeContentTree({
      'articles/en/account/a.mdx': '---\ntitle: A\ndescription: *star\n---\n\nText.\n',
      'articles/en/account/b.mdx': '---\ntitle: B\ndescription: B.\n---\n\n[gone](./gone.mdx)\n',
    })
    expect(checkContent(readContentTree(dir), options).map(({ rule }) => rule)).toEqual(['yaml-syntax', 'dead-link'])
  })
})

describe('an empty field', () => {
  it('may be removed when it need not be there', () => {
    expect(checkArticle('---\ntitle:\ndescription: ""\nauthor:\nkeywords:\n---\n\nText.\n')).toEqual([
      '2 invalid-field The field "title" is empty. Write a text.',
      '3 invalid-field The field "description" is empty. Write a text.',
      '4 invalid-field The field "author" is empty. Write a text, or remove the line.',
      '5 invalid-field The field "keywords" is empty. Write a list, or remove the line.',
    ])
  })
})

describe('a film', () => {
  it.each([
    ['notaurl', 'There is no film or captions file "notaurl" beside the article. Add the file and write its name, such as ./clip.mp4, or'],
    ['./clip.mp4', 'There is no film or captions file "./clip.mp4" beside the article.'],
    ['/clip.mp4', 'There is no film or captions file "/clip.mp4" in'],
    ['www.youtube.com/watch?v=1', 'Write the whole web address of the film: https://www.youtube.com/watch?v=1.'],
  ])('that is not there is never taken for an article: %s', (src, words) => {
    const findings = checkArticle(`---\ntitle: A\ndescription: B\n---\n\n<Video src="${src}" title="Film" />\n`)
    expect(findings).toEqual([expect.stringMatching(/^6 dead-link /)])
    expect(findings[0]).toContain(words)
  })
})
