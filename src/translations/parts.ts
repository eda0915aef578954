import { mdxToMdast } from 'satteri'
import { FEATURES, type Tree, visitTree } from '../articles/import/mdast.ts'
import type { Block } from './blocks.ts'
import { partsOf, PLACEHOLDER, subtractParts } from './exchange/validate.ts'
import type { Translation } from './status.ts'

/** Parts of an original and its translation that should be the same. */
export interface PartDifference {
  part: 'id' | 'code' | 'placeholder' | 'picture' | 'component'
  /** Line of the translation. */
  line: number
  /** As written: in the original only, and in the translation only. */
  missing: string[]
  added: string[]
}

/** Lines of a shell and of formats that programs read word for word; what others hold may be an example in words. */
const EXACT = /^\s*(`{3,}|~{3,})\s*(bash|sh|shell|console|zsh|powershell|cmd|sql)\b/
/**
 * Code in a sentence that no language writes otherwise: options, settings, variables, commands, names of files of programs. Names of buttons, of
 * folders and in examples are translated by many, in the same marks.
 */
const LITERAL =
  /(^|\s)--?[a-z]|[={}$<>]|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^(?:npm|npx|node|git|sudo|cd|docker|curl) |[\w-]\.(?:js|ts|json|ya?ml|mdx|toml|conf|sh|env)$/

/**
 * Compares what no language changes, in blocks that are translated and up to date. Code in sentences counts where it can only be code; lines of
 * commands count without their comments and quoted words.
 */
export function compareParts(translation: Translation): PartDifference[] {
  const { blocks, translated, comparison, counterparts, foreign, original, source } = translation
  const differences = blocks.flatMap((block, index): PartDifference[] => {
    const counterpart = translated[counterparts[index] ?? -1]
    if (!counterpart || comparison.same[index] === undefined || foreign[counterparts[index]!]) return []
    const compared = (part: PartDifference['part'], wanted: string[], found: string[]) => {
      const [missing, added] = [subtractParts(wanted, found), subtractParts(found, wanted)]
      return missing.length + added.length > 0 ? [{ part, line: counterpart.line, missing, added }] : []
    }
    if (block.kind === 'heading') {
      if (block.id === undefined || block.id === counterpart.id) return []
      return [{ part: 'id', line: counterpart.line, missing: [`#${block.id}`], added: counterpart.id === undefined ? [] : [`#${counterpart.id}`] }]
    }
    const isCode = block.kind === 'code'
    // A path in one language has its like in the other. More marks of code than the original has hurt nobody.
    const lostLiterals = (from: Block, to: Block) => {
      const own = (value: string) => value.replace(new RegExp(`(^|/)${original.locale}(?=[/.]|$)`, 'g'), `$1${source.locale}`)
      const missing = subtractParts(literalsOf(from), literalsOf(to)).filter((value) => !to.text.includes(value) && !to.text.includes(own(value)))
      return missing.length > 0 ? [{ part: 'code' as const, line: to.line, missing, added: subtractParts(literalsOf(to), literalsOf(from)) }] : []
    }
    return [
      ...compared('placeholder', block.text.match(PLACEHOLDER) ?? [], counterpart.text.match(PLACEHOLDER) ?? []),
      ...(isCode ? compared('code', commandsOf(block), commandsOf(counterpart)) : lostLiterals(block, counterpart)),
      ...compared('picture', picturesOf(block), picturesOf(counterpart)),
    ]
  })
  const [wanted, found] = [tagsOf(original.source), tagsOf(source.source)]
  const missing = subtractParts(wanted, found)
  const added = subtractParts(found, wanted)
  // A whole part that is not there yet is told of already.
  const isWhole = counterparts.every((counterpart, index) => counterpart !== undefined || blocks[index]!.kind === 'question')
  if (isWhole && missing.length + added.length > 0) differences.push({ part: 'component', line: 1, missing, added })
  return dropMoved(differences)
}

/** What moved to a neighbouring block is still there. */
function dropMoved(differences: PartDifference[]): PartDifference[] {
  const all = (part: PartDifference['part'], side: 'missing' | 'added') => differences.filter((one) => one.part === part).flatMap((one) => one[side])
  return differences
    .map((one) =>
      one.part === 'id'
        ? one
        : { ...one, missing: subtractParts(one.missing, all(one.part, 'added')), added: subtractParts(one.added, all(one.part, 'missing')) },
    )
    .filter(({ missing, added }) => missing.length + added.length > 0)
}

/** Commands line by line, without what is said rather than typed. */
function commandsOf({ text }: Block): string[] {
  if (!EXACT.test(text)) return []
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) =>
      line
        .replace(/(^|\s)(#|--\s).*$/, '')
        .replace(/"[^"]*"|'[^']*'/g, '""')
        .trim(),
    )
    .filter((line) => line !== '')
}

function literalsOf({ nodes = [] }: Block): string[] {
  const found: string[] = []
  for (const root of nodes) visitTree(root, (node) => void (node.type === 'inlineCode' && LITERAL.test(node.value) && found.push(node.value)))
  return found
}

/** By their names: a language may have its own picture of that name. */
const picturesOf = ({ nodes = [] }: Block) => partsOf(nodes, '_', []).pictures

/** Every component with the properties that are no words. */
function tagsOf(source: string): string[] {
  const root = mdxToMdast(source, { features: { ...FEATURES, frontmatter: true } }) as Tree
  // How often a term is explained is a matter of the sentence.
  return partsOf([root], '_', []).tags.filter((tag) => !/^<Term\b/.test(tag))
}
