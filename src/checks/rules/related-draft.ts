import { findMentions } from '../mentions.ts'
import type { Rule } from '../rule.ts'

/** A field of something published that names a draft: the built site leaves it out, so readers get less than was meant. Links are dead-link's. */
export const relatedDraft: Rule = {
  id: 'related-draft',
  severity: 'warning',
  check(content, report) {
    const drafts = new Set([...content.paths].filter((path) => content.isDraft(content.locales[0] ?? '', path)))
    if (drafts.size === 0) return
    const draftFiles = new Set(content.articles.filter(({ path }) => drafts.has(path)).map(({ file }) => file))
    for (const { to, file, place, how } of findMentions(content)) {
      if (how === 'link' || !drafts.has(to) || draftFiles.has(file)) continue
      report({ file }, `"${to}" is a draft, or its day has not come, so the built site leaves it out here. Publish it, or remove the line.`, place())
    }
  },
}
