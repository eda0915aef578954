import type { Guide } from '../articles/guides.ts'
import type { Library } from '../articles/library.ts'
import type { SearchDocument } from './search-document.ts'

/** The guides of a locale that are in its index: those with a text of its own. */
export function searchableGuides(library: Library, locale: string): Guide[] {
  return library.guides(locale).filter(({ isTranslated }) => isTranslated)
}

/** What the index knows of a guide: its beginning is what readers find, its questions and answers are how they find it. */
export function guideDocument({ id, locale, url, title, description, keywords = [], questions = [], steps }: Guide, library: Library): SearchDocument {
  const own = [...steps.values()].filter(({ textLocale }) => textLocale === locale)
  const text = own.map(({ question = '', choices = [] }) => [question, ...choices.map((choice) => choice.text)].join(' ').trim())
  return {
    url,
    path: `guides/${id}`,
    title,
    description,
    keywords,
    questions,
    address: id.replaceAll('-', ' '),
    category: { id: 'guides', title: library.translator(locale).t('guides.title') },
    sections: [{ title: '', text: text.filter(Boolean).join('. ') }],
  }
}
