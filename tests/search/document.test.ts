import { expect, it } from 'vitest'
import { articleDocument } from '../../src/search/document.ts'
import { article, makeLibrary, serveSearch } from './site.ts'

const GLOSSARY = `- id: ticket
  term: Ticket
  definition: A request as the system records it.
`

/** The text of the first section of an article with this body. */
async function textOf(locale: string, body: string): Promise<string> {
  const library = await makeLibrary({ [`${locale}/account/close`]: article('Close', body) }, { drafts: false }, { 'glossary/en.yml': GLOSSARY })
  return articleDocument(library.article(locale, 'account/close')!, library).sections[0]!.text
}

it('reads a word with a definition as the word alone', async () => {
  expect(await textOf('en', 'Open a <Term id="ticket">ticket</Term>, then wait.')).toBe('Open a ticket, then wait.')
})

it.each([
  ['a callout', '<Callout type="note">\n\nKeep it safe.\n\n</Callout>', 'Note: Keep it safe.'],
  ['a callout with a title', '<Callout type="tip" title="Save a step!">\n\nAsk.\n\n</Callout>', 'Save a step! Ask.'],
  ['an accordion', '<Accordion title="Old invoices">\n\nThey stay.\n\n</Accordion>', 'Old invoices: They stay.'],
  [
    'a table',
    'Limits:\n\n| Plan | Files |\n|---|---|\n| Free | 3 |\n| | many. |\n| All | 9 |\n\nAsk us.',
    'Limits: Plan · Files; Free · 3; many. All · 9. Ask us.',
  ],
  ['a list', 'Take:\n\n- a pen\n- paper!\n- `ink`\n\nThen write.', 'Take: a pen; paper! ink. Then write.'],
  ['a video', '<Video src="https://example.com/v" title="First steps" />\n\nWatch it.', 'Play video: First steps Watch it.'],
  ['tabs', '<Tabs label="System">\n\n<Tab label="Linux">\n\nPress P.\n\n</Tab>\n\n</Tabs>', 'System: Linux: Press P.'],
])('sets the parts of %s apart from its text', async (_name, body, expected) => {
  expect(await textOf('en', body)).toBe(expected)
})

it('keeps blocks of code apart from the text, so that they are searched and are no answer', async () => {
  const library = await makeLibrary({
    'en/account/close': article(
      'Close',
      'Write the unit file like this:\n\n```ini\nNoNewPrivileges=true\n```\n\nThen start it.\n\n## Hardening the unit\n\n```ini\nProtectHome=yes\n```',
    ),
    'en/account/open': article('Open', 'Choose a name for the account.'),
  })
  const { sections } = articleDocument(library.article('en', 'account/close')!, library)
  expect(sections[0]).toEqual({ title: '', text: 'Write the unit file like this: Then start it.', code: 'NoNewPrivileges=true' })
  const { results, best } = await (await serveSearch(library)).open('en').ask({ text: 'NoNewPrivileges ProtectHome', limit: 3 })
  expect(results.map(({ path }) => path)).toEqual(['account/close'])
  expect(results[0]!.excerpt.map(({ text }) => text).join('')).toBe('About Close')
  expect(best).toBeUndefined()
  expect(results[0]!.words).toEqual(expect.arrayContaining(['nonewprivileges', 'protecthome']))
})

it('keeps code in its order inside a text from right to left', async () => {
  expect(await textOf('fa', 'دستور `--to ./a` را بزنید.')).toBe('دستور \u2066--to ./a\u2069 را بزنید.')
  expect(await textOf('en', 'Run `--to ./a` now.')).toBe('Run --to ./a now.')
})
