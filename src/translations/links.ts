import { type Tree, visitTree } from '../articles/import/mdast.ts'
import { readLink } from '../articles/links.ts'
import type { Block } from './blocks.ts'
import type { Translation } from './status.ts'

/** Links of a translated block that lead elsewhere than those of its original. */
export interface LinkDifference {
  block: Block
  /** Addresses as written: of the original, and in the translation only. */
  missing: string[]
  added: string[]
}

/** Compares where the links of each up-to-date block lead with its original. */
export function compareLinks({ original, source, blocks, translated, comparison, counterparts, foreign }: Translation, locales: string[]): LinkDifference[] {
  const targets = (block: Block, category: string) =>
    (block.nodes ?? []).flatMap((node) => linksOf(node)).map((href) => ({ href, target: targetOf(href, category, locales) }))
  const differences = blocks.flatMap((block, index) => {
    const counterpart = translated[counterparts[index] ?? -1]
    // A block that is behind or not translated has a finding of its own.
    if (!counterpart || comparison.same[index] === undefined || foreign[counterparts[index]!]) return []
    const [wanted, found] = [targets(block, original.category), targets(counterpart, source.category)]
    const missing = subtract(wanted, found)
    const added = subtract(found, wanted)
    return missing.length + added.length > 0 ? [{ block: counterpart, missing, added }] : []
  })
  return dropMoved(differences, original.category, locales)
}

/** A link that moved to a neighbouring block still leads where it led. */
function dropMoved(differences: LinkDifference[], category: string, locales: string[]): LinkDifference[] {
  const keys = (hrefs: string[]) => hrefs.map((href) => targetOf(href, category, locales))
  const missing = differences.flatMap((difference) => keys(difference.missing))
  const added = differences.flatMap((difference) => keys(difference.added))
  return differences
    .map((difference) => ({
      ...difference,
      missing: difference.missing.filter((href) => !added.includes(targetOf(href, category, locales))),
      added: difference.added.filter((href) => !missing.includes(targetOf(href, category, locales))),
    }))
    .filter((difference) => difference.missing.length + difference.added.length > 0)
}

interface Target {
  href: string
  target: string
}

function subtract(from: Target[], taken: Target[]): string[] {
  const left = taken.map(({ target }) => target)
  return from.flatMap(({ href, target }) => {
    const at = left.indexOf(target)
    if (at < 0) return [href]
    left.splice(at, 1)
    return []
  })
}

function linksOf(root: Tree): string[] {
  const found: string[] = []
  visitTree(root, (node) => {
    if (node.type === 'link') found.push(node.url)
  })
  return found
}

/** Where a link leads, whatever way it is written. */
function targetOf(href: string, category: string, locales: string[]): string {
  const { target } = readLink(href, { category }, locales)
  return target.kind === 'external' ? `external ${target.href}` : JSON.stringify(target)
}
