import { categorySchema, frontMatterSchema, glossaryEntrySchema, slugSchema, wordingSchema } from '../articles/contract.ts'
import type { ContentTree } from '../articles/tree.ts'
import { noticeSchema } from '../notices/contract.ts'
import type { LocalisedText, Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import type { EditorSettings } from './contract.ts'
import { type EditorField, type FieldOptions, fieldsOf, patternOf } from './fields.ts'
import { readHints } from './hints.ts'

/** Addresses of the programs' interfaces, below the address of a server of one's own. */
const API = { github: '/api/v3', gitlab: '/api/v4', gitea: '/api/v1' }

type Options = Pick<FieldOptions, 'locales'>

/**
 * What `/admin/config.json` says: forms made of the schemas that the check judges by, and what becomes of a change.
 * `tree` is the content as it is now.
 */
export function editorConfig(tree: ContentTree, settings: Settings, editor: EditorSettings): object {
  const options = { locales: settings.locales }
  const codes = settings.locales.map(({ code }) => code)
  return {
    load_config_file: false,
    app_title: readText(settings.name, codes[0]!, settings),
    site_url: settings.url,
    logo: { src: settings.icon?.startsWith('/') ? settings.icon : '/icon.svg' },
    backend: backendOf(editor),
    // The preview would show MDX as if it were plain Markdown; the site itself is the preview.
    editor: { preview: false },
    show_preview_links: false,
    media_folder: 'public',
    public_folder: '/',
    slug: { encoding: 'ascii', clean_accents: true, maxlength: 79 },
    output: { omit_empty_optional_fields: true, yaml: { quote: 'none' } },
    i18n: { structure: 'multiple_folders', locales: codes, default_locale: codes[0], initial_locales: 'default' },
    collections: [
      ...tree.categories.map(({ id, title }) => articlesOf(id, readText(title, codes[0]!, settings), editor, options)),
      { divider: true },
      ...notices(tree, editor, options),
      { name: 'lists', label: 'Lists', icon: 'list', files: lists(tree, editor, options) },
    ],
  }
}

function backendOf({ host, repository, branch, server, signIn, appId }: EditorSettings): object {
  const root = server?.replace(/\/+$/, '')
  // The product's own default would send writers to a third party to sign in.
  const methods = signIn || appId ? ['oauth', 'token'] : ['token']
  return {
    name: host,
    repo: repository,
    ...(branch ? { branch } : {}),
    ...(root ? { api_root: `${root}${API[host]}` } : {}),
    ...(host === 'github' ? { base_url: signIn ?? root ?? 'https://github.com' } : root ? { base_url: root } : {}),
    ...(appId ? { app_id: appId, ...(host === 'gitlab' ? { auth_type: 'pkce' } : {}) } : {}),
    auth_methods: methods,
  }
}

/** The articles of a category, each in all languages side by side. */
function articlesOf(id: string, label: string, { folder }: EditorSettings, { locales }: Options): object {
  const hints = readHints('articles/contract.ts', 'frontMatterSchema')
  const body: EditorField = {
    name: 'body',
    label: 'Text',
    widget: 'markdown',
    required: true,
    i18n: true,
    modes: ['raw'],
    hint: 'Markdown and components, as the file has it.',
  }
  return {
    name: `articles-${id}`,
    label,
    label_singular: 'article',
    icon: 'article',
    folder: `${folder}/articles/{{locale}}/${id}`,
    extension: 'mdx',
    format: 'yaml-frontmatter',
    i18n: true,
    // Another name needs redirects and new links: npm run move.
    slug: { template: '{{title}}', editable: ['create'], pattern: patternOf(slugSchema) },
    sortable_fields: { fields: ['order', 'title', 'updated', 'reviewBy'], default: { field: 'order' } },
    fields: [...fieldsOf(frontMatterSchema, { locales, hints, textPerLanguage: false, i18n: true }), body],
  }
}

function notices(tree: ContentTree, { folder }: EditorSettings, { locales }: Options): object[] {
  const style = styleOf(
    tree.notices.map(({ text }) => text),
    locales,
  )
  if (style === 'mixed') return []
  return [
    {
      name: 'notices',
      label: 'Notices',
      label_singular: 'notice',
      icon: 'campaign',
      folder: `${folder}/notices`,
      extension: 'yml',
      format: 'yaml',
      identifier_field: 'kind',
      summary: '{{slug}}',
      slug: { template: 'notice', editable: ['create'] },
      fields: fieldsOf(noticeSchema, { locales, hints: readHints('notices/contract.ts', 'noticeSchema'), textPerLanguage: style === 'each' }),
    },
  ]
}

/** Files that are there once, or once for each language. */
function lists(tree: ContentTree, { folder }: EditorSettings, { locales }: Options): object[] {
  const contract = 'articles/contract.ts'
  const style = styleOf(
    tree.categories.flatMap(({ title, description }) => [title, description]),
    locales,
  )
  const ofCategory = { locales, hints: readHints(contract, 'categorySchema'), textPerLanguage: style === 'each' }
  const ofTerm = { locales, hints: readHints(contract, 'glossaryEntrySchema'), textPerLanguage: false }
  const ofWording = { locales, hints: readHints(contract, 'wordingSchema'), textPerLanguage: false }
  const categories = { ...rootList('Categories', 'category', '{{id}}'), fields: fieldsOf(categorySchema, ofCategory) }
  const terms = { ...rootList('Terms', 'term', '{{term}}'), fields: fieldsOf(glossaryEntrySchema, ofTerm) }
  const file = (name: string, label: string, path: string, fields: object[]) => ({ name, label, file: `${folder}/${path}.yml`, fields })
  return [
    ...(style === 'mixed' ? [] : [file('categories', 'Categories', 'categories', [categories])]),
    ...locales.map(({ code, name }) => file(`glossary-${code}`, `Glossary: ${name}`, `glossary/${code}`, [terms])),
    ...locales.map(({ code, name }) => file(`wording-${code}`, `Wording: ${name}`, `wording/${code}`, fieldsOf(wordingSchema, ofWording))),
  ]
}

const rootList = (label: string, one: string, summary: string) => ({
  name: label.toLowerCase(),
  label,
  label_singular: one,
  widget: 'list',
  root: true,
  collapsed: true,
  required: false,
  summary,
})

/** How texts are written now: one for all languages, or one for each. A form can hold one of the two: of a mixture it would lose a part. */
function styleOf(texts: (LocalisedText | undefined)[], locales: Options['locales']): 'one' | 'each' | 'mixed' {
  const styles = new Set(texts.filter((text) => text !== undefined).map((text) => (typeof text === 'string' ? 'one' : 'each')))
  if (styles.size > 1) return 'mixed'
  return [...styles][0] ?? (locales.length > 1 ? 'each' : 'one')
}
