import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldLetters } from '../../search/folding.ts'
import { displayPath } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A word that stands in two groups of synonyms, twice in one, or finds itself. */
export const duplicateSynonym: Rule = {
  id: 'duplicate-synonym',
  severity: 'error',
  check(content, report) {
    for (const [locale, { same, finds }] of content.tree.synonyms) {
      const path = join(content.tree.dir, 'synonyms', `${locale}.yml`)
      const complain = (message: string, yamlPath: (string | number)[]) =>
        report({ file: displayPath(path) }, message, findYamlPlace(readFileSync(path, 'utf8'), yamlPath))
      const fold = (word: string) => foldLetters(word, locale).replace(/[\s-]+/g, ' ')

      const groupOf = new Map<string, number>()
      for (const [group, words] of same.entries()) {
        for (const [index, word] of words.entries()) {
          const known = groupOf.get(fold(word))
          groupOf.set(fold(word), known ?? group)
          if (known === group) complain(`"${word}" stands in this group twice. Remove one; capitals and hyphens make no other word.`, ['same', group, index])
          else if (known !== undefined)
            complain(`"${word}" is in group ${known + 1} already. Join the two groups, or remove it from one.`, ['same', group, index])
        }
      }
      for (const [word, targets] of Object.entries(finds)) {
        const seen = new Set([fold(word)])
        for (const [index, target] of targets.entries()) {
          const group = groupOf.get(fold(target))
          const isInGroup = group !== undefined && group === groupOf.get(fold(word))
          if (isInGroup) complain(`"${word}" and "${target}" are in one group under "same" already. Remove it here.`, ['finds', word, index])
          else if (seen.has(fold(target))) complain(`"${target}" is a word that "${word}" finds anyway. Remove it.`, ['finds', word, index])
          seen.add(fold(target))
        }
      }
    }
  },
}
