import type { Root } from 'hast'
import { mdxToHast } from 'satteri'
import type { Finding } from '../checks/contract.ts'
import { frontMatterSchema, type FrontMatter } from './contract.ts'
import { parseYaml } from '../settings/yaml.ts'

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/

/** Front matter of an article file, and its problems with their lines. */
export function parseFrontMatter(source: string, file: string): { value: FrontMatter | undefined; findings: Finding[] } {
  const match = FRONT_MATTER.exec(source)
  if (!match) {
    const message = 'The file does not start with front matter. Begin with a line "---", then title and description, then a line "---".'
    return { value: undefined, findings: [{ rule: 'missing-front-matter', severity: 'error', file, line: 1, message }] }
  }
  return parseYaml(match[1] ?? '', frontMatterSchema, { file, firstLine: 2 })
}

/** The text after the front matter. */
export function bodyOf(source: string): string {
  return source.replace(FRONT_MATTER, '')
}

/** Texts that Markdown itself puts on the page, in the language of the article. */
export interface FootnoteTexts {
  label: string
  backLabel: string
}

/**
 * Reads MDX into a tree whose positions are those of the file. Components stay nodes of their own and nothing is
 * evaluated: an article is data, so a writer's mistake cannot run code.
 * Throws a `MdxSyntaxError` with line and column.
 */
export function parseBody(source: string, footnotes?: FootnoteTexts): Root {
  try {
    return mdxToHast(source, {
      position: true,
      features: {
        frontmatter: true,
        headingAttributes: true,
        // Quotes and dashes follow the writer's language, not English habits.
        smartPunctuation: false,
        gfm: { footnotes: footnotes ?? true },
      },
    }) as Root
  } catch (error) {
    throw new MdxSyntaxError(error instanceof Error ? error.message : String(error))
  }
}

/** MDX that does not parse. */
export class MdxSyntaxError extends Error {
  readonly line: number
  readonly column: number

  constructor(report: string) {
    const [, line, column, text] = /^(\d+):(\d+): ([\s\S]*?)(?: \(mdx[\w:-]*\))?$/.exec(report) ?? [undefined, '1', '1', report]
    super(text)
    this.line = Number(line)
    this.column = Number(column)
  }
}
