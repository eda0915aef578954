import { visit } from 'unist-util-visit'
import { readLink } from '../../articles/links.ts'
import { readSolution } from '../../guides/text.ts'
import { didYouMean, findNearest, findNearestPath } from '../../settings/nearest.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A step, an article or a category that a guide leads to and that does not exist. */
export const guideUnknownTarget: Rule = {
  id: 'guide-unknown-target',
  severity: 'error',
  check(content, report) {
    const categories = content.tree.categories.map(({ id }) => id)
    for (const source of content.tree.guides) {
      const { guide } = source
      if (!guide) continue
      const say = (path: (string | number)[], message: string) => report(source, message, findYamlPlace(source.source, path))
      // A step that a language lacks is read in another.
      const others = content.tree.guides.filter(({ id }) => id === source.id)
      const known = [...new Set(others.flatMap((other) => other.guide?.steps.map(({ id }) => id) ?? []))]
      const checkStep = (id: string, path: (string | number)[]) => {
        if (!known.includes(id)) say(path, `There is no step "${id}".${didYouMean(findNearest(id, known))} Steps are ${known.join(', ')}.`)
      }
      const checkArticle = (path: string, place: (string | number)[]) => {
        if (!content.paths.has(path))
          say(place, `"${path}" is no article.${didYouMean(findNearestPath(path, content.paths))} Write category/slug, without a language.`)
        else if (content.isDraft(source.locale, path))
          say(place, `"${path}" is a draft, or its day has not come, so the built site has no such page. Publish it, or name another.`)
      }
      if (guide.category && !categories.includes(guide.category)) {
        say(
          ['category'],
          `There is no category "${guide.category}".${didYouMean(findNearest(guide.category, categories))} Categories are listed in ${content.fileName('categories.yml')}.`,
        )
      }
      for (const [index, { choices = [], otherwise, article, solution }] of guide.steps.entries()) {
        for (const [choice, { to }] of choices.entries()) checkStep(to, ['steps', index, 'choices', choice, 'to'])
        if (otherwise !== undefined) checkStep(otherwise, ['steps', index, 'otherwise'])
        if (article !== undefined) checkArticle(article, ['steps', index, 'article'])
        if (solution === undefined) continue
        visit(readSolution(solution), 'element', (node) => {
          if (node.tagName !== 'a') return
          const { target } = readLink(String(node.properties['href'] ?? ''), { category: '' }, content.locales)
          if (target.kind === 'article') checkArticle(target.path, ['steps', index, 'solution'])
        })
      }
    }
  },
}
