import type { Rule } from '../rule.ts'

/** How many headings a message names. */
const NAMED = 3

/**
 * Headings of a translated article without an id of their own. Ids made of the words differ from language to language, so a reader who
 * changes the language lands at the top, and a link to the section works in one language only. One finding an article: it is one task.
 */
export const headingWithoutId: Rule = {
  id: 'heading-without-id',
  severity: 'warning',
  check(content, report) {
    const languages = new Map<string, number>()
    for (const { path } of content.articles) languages.set(path, (languages.get(path) ?? 0) + 1)
    for (const article of content.articles) {
      const bare = article.headings.filter(({ hasOwnId, text }) => !hasOwnId && text !== '')
      const [first] = bare
      if (!first || (languages.get(article.path) ?? 0) < 2) continue
      const names = bare.slice(0, NAMED).map(({ text, place }) => `"${text}" (line ${place.line})`)
      const more = bare.length > NAMED ? ` and ${bare.length - NAMED} more` : ''
      const [has, them] = bare.length === 1 ? ['A heading has', 'it'] : [`${bare.length} headings have`, 'each']
      report(
        article,
        `${has} no id, so links to the section and a change of language lose the place: ${names.join(', ')}${more}. Give ${them} one, the same in every language: ## ${first.text} {#heading-id}.`,
        first.place,
      )
    }
  },
}
