import type { PackedGlossary } from './glossary.ts'
import type { SearchDocument } from './search-document.ts'

/** What readers see and search first, of every article of a locale: one file, a line an article in each column. In a large help centre, columns are empty. */
export interface FirstFile {
  /** Names the folder with the other files of the index. */
  version: string
  categories: { id: string; title: string }[]
  /** Number of the category and the slug: `0/sign-in`. */
  paths: string
  titles: string
  descriptions: string
  /** Questions as customers ask, an empty one, and keywords, between tabs. */
  questions: string
  /** Titles of the sections, between tabs. */
  headings: string
  /** Words that say little in any text, folded, with spaces between them. */
  common: string
  /** Absent when the locale has none. */
  glossary?: PackedGlossary
}

/** An article of the file. */
export interface FirstArticle {
  path: string
  category: { id: string; title: string }
  title: string
  description: string
  questions: string[]
  keywords: string[]
  headings: string
}

/** Packs what is searched first. Columns, because likes beside likes compress to two thirds of what rows do. */
export function packFirst(documents: SearchDocument[], version: string, common: string, glossary?: PackedGlossary): FirstFile {
  const categories = new Map<string, { id: string; title: string }>()
  for (const { category = { id: '', title: '' } } of documents) categories.set(category.id, category)
  const order = [...categories.keys()]
  const column = (read: (document: SearchDocument) => string[]) =>
    documents
      .map((document) =>
        read(document)
          .map((text) => text.replace(/\s+/g, ' '))
          .join('\t'),
      )
      .join('\n')
  return {
    version,
    categories: [...categories.values()],
    paths: column(({ path, category }) => [`${order.indexOf(category?.id ?? '')}/${path.slice(path.indexOf('/') + 1)}`]),
    titles: column(({ title }) => [title]),
    descriptions: column(({ description = '' }) => [description]),
    questions: column(({ questions = [], keywords = [] }) => (keywords.length > 0 ? [...questions, '', ...keywords] : questions)),
    headings: column(({ sections }) => sections.map((section) => section.title).filter(Boolean)),
    common,
    ...(glossary ? { glossary } : {}),
  }
}

/** The articles of a file. */
export function unpackFirst(file: FirstFile): FirstArticle[] {
  if (!file.paths) return []
  const [titles, descriptions, questions, headings] = [file.titles, file.descriptions, file.questions, file.headings].map((column) => column.split('\n'))
  return file.paths.split('\n').map((line, index) => {
    const cut = line.indexOf('/')
    const category = file.categories[Number(line.slice(0, cut))]!
    const slug = line.slice(cut + 1)
    const asked = questions![index]?.split('\t') ?? []
    const end = asked.includes('') ? asked.indexOf('') : asked.length
    return {
      path: category.id ? `${category.id}/${slug}` : slug,
      category,
      title: titles![index]!,
      description: descriptions![index] ?? '',
      questions: asked.slice(0, end),
      keywords: asked.slice(end + 1),
      headings: headings![index] ?? '',
    }
  })
}
