import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { REDIRECTS } from '../articles/content-folder.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import { findYamlPlace } from '../settings/yaml.ts'
import type { CheckedContent } from './content.ts'
import type { Place } from './contract.ts'

/** Where a field of a redirect stands. */
export function findRedirectPlace({ tree }: CheckedContent, index: number, field: 'from' | 'to' | 'locale'): { file: string; place: Place } {
  const path = join(tree.dir, REDIRECTS)
  return { file: displayPath(path), place: existsSync(path) ? findYamlPlace(readTextFile(path).text, [index, field]) : { line: 1 } }
}
