import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importMarkdown } from '../../src/articles/import/import-markdown.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { findCorpora } from '../fixtures/corpora.ts'

const target = () => mkdtempSync(join(tmpdir(), 'waymark-imported-'))

describe.each(findCorpora())('importing $name', ({ dir }) => {
  it('makes a tree without errors, with articles in every language, that a second import leaves alone', () => {
    const to = target()
    const report = importMarkdown(dir, to)
    const counts = Object.values(report.articles)
    expect(counts.length).toBeGreaterThan(0)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    const tree = readContentTree(to)
    expect(tree.articles).toHaveLength(counts.reduce((sum, count) => sum + count, 0))
    expect(checkContent(tree).filter((finding) => finding.severity === 'error')).toEqual([])
    expect(importMarkdown(dir, to)).toMatchObject({ written: 0, removed: 0, kept: 0 })
  }, 120_000)
})
