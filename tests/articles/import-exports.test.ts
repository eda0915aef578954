import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { writeTree } from '../fixtures/content-tree.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** Imports an export and answers what was written and said. */
function importExport(format: string, files: Record<string, unknown>) {
  const root = mkdtempSync(join(tmpdir(), 'waymark-export-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  writeTree(
    join(root, 'export'),
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content)]),
    ),
  )
  const target = join(root, 'content')
  const run = () => {
    const { status, stdout, stderr } = spawnSync('node', ['src/commands/import.ts', format, join(root, 'export'), '--to', target, '--json'], {
      encoding: 'utf8',
    })
    return { status, stderr, report: stdout ? JSON.parse(stdout) : undefined }
  }
  return {
    ...run(),
    again: run,
    target,
    read: (path: string) => readFileSync(join(target, path), 'utf8'),
    has: (path: string) => existsSync(join(target, path)),
  }
}

const HOST = 'https://acme.zendesk.com'
const article = (id: number, locale: string, title: string, body: string, more: object = {}) => ({
  id,
  url: `${HOST}/api/v2/help_center/${locale}/articles/${id}.json`,
  html_url: `${HOST}/hc/${locale}/articles/${id}-${title.replaceAll(' ', '-')}`,
  section_id: 200,
  locale,
  source_locale: 'en-us',
  title,
  body,
  draft: false,
  label_names: ['billing', 'money'],
  created_at: '2024-03-01T10:00:00Z',
  edited_at: '2025-04-02T10:00:00Z',
  user_segment_id: null,
  ...more,
})

const ZENDESK = {
  'articles-en-us.json': {
    count: 4,
    articles: [
      article(
        3601,
        'en-us',
        'Get a refund',
        `<p>Ask for it &amp; <strong>wait</strong>. See <a href="${HOST}/hc/en-us/articles/3602-Read-an-invoice">the invoice</a>,\n\n   <a href="/hc/en-us/articles/3602">again</a>, <a href="https://other.example/hc/en-us/articles/3602">elsewhere</a> and <a href="/hc/en-us/articles/9999-Gone">gone</a>.</p>\n<h2 id="h_01">How *it* goes</h2>\n<ol>\n  <li>Open {it}.</li>\n  <li>Press <code>Ctrl</code>.</li>\n</ol>\n<pre>one\n\n  two</pre>\n<p><img src="${HOST}/hc/article_attachments/77/shot.png" alt="The button"><img src="/hc/article_attachments/78/lost.png" alt="Lost"></p>\n<script>alert(1)</script>`,
      ),
      article(3602, 'en-us', 'Read an invoice', '<p>It has a number.</p>'),
      article(3603, 'en-us', 'Not yet', '<p>Soon.</p>', { draft: true }),
      article(3604, 'en-us', 'For staff', '<p>Secret.</p>', { user_segment_id: 12, section_id: 201 }),
    ],
    sections: [
      { id: 200, category_id: 1, locale: 'en-us', name: 'Billing & more', description: 'All about money.' },
      { id: 201, category_id: 1, locale: 'en-us', name: 'Inside', description: '' },
    ],
  },
  'articles-lv.json': {
    articles: [article(3601, 'lv', 'Atmaksa', '<p>Lūdziet to. <a href="/hc/lv/articles/3602">Rēķins</a>.</p>')],
    sections: [{ id: 200, category_id: 1, locale: 'lv', name: 'Rēķini', description: '' }],
  },
  'translations-3602.json': {
    translations: [{ id: 1, source_id: 3602, source_type: 'Article', locale: 'lv', title: 'Rēķins', body: '<p>Tam ir numurs.</p>', draft: false }],
  },
  'attachments.json': { article_attachments: [{ id: 77, article_id: 3601, file_name: 'shot.png', content_type: 'image/png' }] },
  'article_attachments/77/shot.png': PNG,
}

describe('npm run import -- zendesk', () => {
  it('brings over articles in every language, with sections, labels, days and drafts', () => {
    const { status, report, read, target } = importExport('zendesk', ZENDESK)
    expect(report.checkErrors).toEqual([])
    expect(status).toBe(0)
    expect(report.articles).toEqual({ en: 4, lv: 2 })
    const text = read('articles/en/billing-more/get-a-refund.mdx')
    expect(text).toContain('title: Get a refund\n')
    expect(text).toContain('keywords:\n  - billing\n  - money\npublished: 2024-03-01\nupdated: 2025-04-02\n')
    expect(text).toContain('Ask for it & **wait**. See [the invoice](./read-an-invoice.mdx), [again](./read-an-invoice.mdx),')
    expect(text).toContain('[elsewhere](https://other.example/hc/en-us/articles/3602) and gone.')
    expect(text).toMatch(/## How \\\*it\\?\* goes \{#h_01\}/)
    expect(text).toContain('1. Open \\{it\\}.')
    expect(text).toContain('one\n\n  two')
    expect(text).toContain('![The button](./shot.png)')
    expect(text).not.toMatch(/alert|lost\.png/)
    expect(readdirSync(join(target, 'articles/en/billing-more'))).toContain('shot.png')
    expect(read('articles/lv/billing-more/get-a-refund.mdx')).toContain('[Rēķins](./read-an-invoice.mdx)')
    expect(read('articles/lv/billing-more/read-an-invoice.mdx')).toContain('title: Rēķins\n')
    expect(read('articles/en/billing-more/not-yet.mdx')).toContain('draft: true')
    expect(parse(read('categories.yml'))[0]).toEqual({
      id: 'billing-more',
      title: { en: 'Billing & more', lv: 'Rēķini' },
      description: { en: 'All about money.' },
    })
    expect(read('settings.yml')).not.toContain('\nurl:')
  })

  it('says what could not be carried over, and publishes nothing that was not public', () => {
    const { report, read } = importExport('zendesk', ZENDESK)
    const said = report.findings.map(({ rule, message }: { rule: string; message: string }) => `${rule} ${message}`).join('\n')
    expect(said).toContain('restricted-article "For staff" is for some readers only')
    expect(said).toContain('dead-link The link "gone"')
    expect(said).toContain('missing-image')
    expect(said).toContain('<script> cannot stand in an article')
    expect(read('articles/en/inside/for-staff.mdx')).toContain('draft: true')
  })

  it('says that what stood above the sections is not there any more', () => {
    const { report } = importExport('zendesk', { ...ZENDESK, 'categories.json': { categories: [{ id: 1, locale: 'en-us', name: 'Shop' }] } })
    expect(report.findings.map(({ message }: { message: string }) => message).join('\n')).toContain('categories above its sections (Shop)')
    expect(importExport('zendesk', ZENDESK).report.findings.map(({ rule }: { rule: string }) => rule)).not.toContain('not-imported')
  })

  it('leads readers of the old addresses on, but to no draft', () => {
    const { read } = importExport('zendesk', ZENDESK)
    const redirects = parse(read('redirects.yml'))
    expect(redirects).toContainEqual({ from: '/hc/en-us/articles/3601-Get-a-refund', to: 'billing-more/get-a-refund', locale: 'en' })
    expect(redirects).toContainEqual({ from: '/hc/en-us/articles/3601', to: 'billing-more/get-a-refund', locale: 'en' })
    expect(redirects).toContainEqual({ from: '/hc/lv/articles/3602', to: 'billing-more/read-an-invoice', locale: 'lv' })
    expect(JSON.stringify(redirects)).not.toMatch(/360[34]/)
  })

  it('writes nothing the second time', () => {
    const { again } = importExport('zendesk', ZENDESK)
    expect(again().report).toMatchObject({ written: 0, removed: 0, kept: 0 })
  })

  it.each([
    ['is no JSON', { 'a.json': '{"articles": [' }, 'unreadable-file'],
    ['has no article', { 'a.json': { sections: [] } }, ''],
    ['has nothing but surprises', { 'a.json': [null, 4, 'x', { articles: [null, { id: 1 }, { id: 2, section_id: 3 }] }] }, ''],
  ])('ends with 1 when the export %s', (_name, files, rule) => {
    const { status, stderr, report } = importExport('zendesk', files)
    expect(status).toBe(1)
    expect(stderr).toContain('No article was found')
    if (rule) expect(report.findings[0].rule).toBe(rule)
  })
})

describe('npm run import -- intercom', () => {
  it('takes times in milliseconds for what they are, leaves impossible ones out, and passes over links that lead nowhere', () => {
    const plain = { type: 'article', parent_id: null, default_locale: 'en', state: 'published', body: '<p>Words</p>' }
    const { status, read, again, target } = importExport('intercom', {
      'articles.json': [
        { ...plain, id: 1, title: 'Soon', created_at: 1_709_287_200_000 },
        { ...plain, id: 2, title: 'Never', created_at: 1e300, updated_at: -1e300 },
      ],
    })
    expect(status).toBe(0)
    expect(read('articles/en/general/soon.mdx')).toContain('published: 2024-03-01')
    expect(read('articles/en/general/never.mdx')).not.toMatch(/published|updated/)
    symlinkSync('nowhere.png', join(target, '../export/lost.png'))
    expect(again()).toMatchObject({ status: 0, stderr: '' })
  })

  const INTERCOM = {
    'articles.json': {
      type: 'list',
      data: [
        {
          id: '123',
          type: 'article',
          title: 'Sign in',
          description: 'Open your account.',
          body: '<p class="no-margin">Press <b>the key</b>. Then <a href="https://help.acme.com/en/articles/124-pay">pay</a>.</p><iframe src="https://www.youtube.com/embed/x"></iframe>',
          state: 'published',
          url: 'https://help.acme.com/en/articles/123-sign-in',
          parent_id: 9,
          parent_type: 'collection',
          created_at: 1672928359,
          updated_at: 1672928610,
          translated_content: {
            type: 'article_translated_content',
            'pt-BR': { type: 'article_content', title: 'Entrar', description: 'Abra a conta.', body: '<p>Pressione a tecla.</p>', state: 'draft', url: null },
            fr: null,
          },
        },
        {
          id: '124',
          type: 'article',
          title: 'Pay',
          description: '',
          body: '<p>Send money.</p>',
          state: 'published',
          url: 'https://help.acme.com/en/articles/124-pay',
          parent_id: null,
          translated_content: null,
        },
      ],
    },
    'collections.json': {
      type: 'list',
      data: [
        {
          id: '9',
          type: 'collection',
          name: 'Account',
          description: 'Yours.',
          url: 'https://help.acme.com/en/collections/9-account',
          translated_content: { 'pt-BR': { name: 'Conta', description: '' } },
        },
      ],
    },
  }

  it('brings over articles with their collections, states, links and addresses', () => {
    const { status, report, read, again } = importExport('intercom', INTERCOM)
    expect(report.checkErrors).toEqual([])
    expect(status).toBe(0)
    expect(report.articles).toEqual({ en: 2, pt: 1 })
    expect(read('articles/en/account/sign-in.mdx')).toContain(
      'title: Sign in\ndescription: Open your account.\npublished: 2023-01-05\nupdated: 2023-01-05\n---\n\nPress **the key**. Then [pay](../general/pay.mdx).\n',
    )
    expect(read('articles/pt/account/sign-in.mdx')).toContain('draft: true')
    expect(parse(read('redirects.yml'))).toEqual([
      { from: '/en/articles/123-sign-in', to: 'account/sign-in', locale: 'en' },
      { from: '/en/articles/123', to: 'account/sign-in', locale: 'en' },
      { from: '/en/articles/124-pay', to: 'general/pay', locale: 'en' },
      { from: '/en/articles/124', to: 'general/pay', locale: 'en' },
    ])
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toContain('linked-media')
    expect(again().report).toMatchObject({ written: 0, removed: 0, kept: 0 })
  })
})

describe('npm run import -- markdown with HTML files', () => {
  it('reads pages like Markdown, links between both included', () => {
    const { status, report, read } = importExport('markdown', {
      'en/account/sign-in.html':
        '<!doctype html><html><head><title>Site</title><meta name="description" content="Open &quot;it&quot;."></head><body><nav>Menu</nav><main><h1>Sign in</h1>\n<p>First\n\n    <a href="reset.md">reset</a>.</p></main></body></html>',
      'en/account/reset.md': '---\ntitle: Reset\ndescription: New key.\n---\n\n[Sign in](./sign-in.html) first.\n',
    })
    expect(report.checkErrors).toEqual([])
    expect(status).toBe(0)
    expect(read('articles/en/account/sign-in.mdx')).toBe('---\ntitle: Sign in\ndescription: Open "it".\n---\n\nFirst [reset](./reset.mdx).\n')
    expect(read('articles/en/account/reset.mdx')).toContain('[Sign in](./sign-in.mdx) first.')
  })
})
