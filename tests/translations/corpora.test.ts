import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importMarkdown } from '../../src/articles/import/import-markdown.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { adoptTranslations } from '../../src/translations/confirm.ts'
import { Translations } from '../../src/translations/status.ts'
import { findCorpora } from '../fixtures/corpora.ts'

/** What is known about help centres that others wrote, where they are at hand. */
const KNOWN: Record<
  string,
  { mixed?: { locale: string; least: number; most: number }; orphans?: string[]; edited?: { path: string; locale: string; from: string; to: string } }
> = {
  // 205 of the 258 Persian articles hold wholly English blocks, within 2 %.
  'gnome-help': { mixed: { locale: 'fa', least: 201, most: 209 }, orphans: [] },
  antennapod: {
    orphans: ['fa/queue/smart-shuffle'],
    // The settings were in another place when it was translated.
    edited: { path: 'automation/deletion', locale: 'fa', from: '`Downloads` » `Automatic deletion`', to: '`Storage`' },
  },
}

describe.each(findCorpora())('translations of $name', ({ name, dir }) => {
  const target = mkdtempSync(join(tmpdir(), 'waymark-status-'))
  importMarkdown(dir, target)
  const open = () => new Translations(readContentTree(target))
  const { mixed, orphans, edited } = KNOWN[name] ?? {}

  it('are told apart: translated, mixed with the original, missing, without an original', () => {
    const all = open().all()
    expect(all.filter(({ state }) => state === 'unreadable')).toEqual([])
    if (orphans) expect(all.filter(({ state }) => state === 'orphan').map(({ locale, path }) => `${locale}/${path}`)).toEqual(orphans)
    const found = all.filter(({ locale, untranslated }) => locale === mixed?.locale && untranslated.length > 0).length
    expect(found).toBeGreaterThanOrEqual(mixed?.least ?? 0)
    expect(found).toBeLessThanOrEqual(mixed?.most ?? found)
  }, 120_000)

  it('are behind when the original is edited after they were adopted, and only then', () => {
    const behind = () =>
      open()
        .all()
        .filter(({ state }) => state === 'behind')
        .map(({ locale, path }) => `${locale}/${path}`)
    const file = edited && join(target, `articles/en/${edited.path}.mdx`)
    const now = file && readFileSync(file, 'utf8')
    if (file && now) writeFileSync(file, now.replaceAll(edited.from, edited.to))
    adoptTranslations(open())
    expect(behind()).toEqual([])
    if (file && now) writeFileSync(file, now)
    expect(behind()).toEqual(edited ? [`${edited.locale}/${edited.path}`] : [])
  }, 120_000)
})
