// A process of the development server: checks the content of CONTENT_DIR and prints what it found, and what leads to each article, as JSON.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readContentTree } from '../articles/tree.ts'
import { RULES } from '../checks/all-rules.ts'
import { CheckedContent } from '../checks/content.ts'
import type { Backlink, Finding } from '../checks/contract.ts'
import { findMentions } from '../checks/mentions.ts'
import { runRules } from '../checks/run.ts'
import { BuildCache } from '../output/build-cache.ts'

export interface CheckAtWork {
  findings: Finding[]
  mentions: Backlink[]
}

if (import.meta.main) {
  const dir = process.env['CONTENT_DIR'] ?? ''
  // Content that is being moved: there is nothing to say of it until it is back.
  if (existsSync(dir)) {
    const cache = new BuildCache(join(process.env['CACHE_DIR'] ?? '', 'build.sqlite'))
    const content = new CheckedContent(readContentTree(dir, { cache }), { cache }, RULES)
    // Places are left out: finding them would read every file again.
    const mentions = findMentions(content).map(({ place: _place, ...backlink }): Backlink => backlink)
    console.log(JSON.stringify({ findings: runRules(content), mentions } satisfies CheckAtWork))
    cache.close()
  }
}
