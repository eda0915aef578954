import { extname, join, relative } from 'node:path'
import { REDIRECTS } from '../../articles/content-folder.ts'
import type { ContentTree, SourceFile } from '../../articles/tree.ts'
import { displayPath } from '../../settings/text-file.ts'
import { listRecords, readRecord, recordFile, writeRecordText } from '../../translations/records.ts'
import { type Edit, MoveError, readPresent } from './journal.ts'
import { changeRecord } from './records.ts'
import { type LinkOrigin, type Move, relink } from './relink.ts'
import { changeRedirects, changeTexts } from './yaml-paths.ts'

/** What a move does to one file. */
export interface PlannedEdit extends Edit {
  /** For people: what changes in it. */
  note: string
}

const FRONT_MATTER = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(?=\r?\n---[ \t]*(?:\r?\n|$))/

/** Everything that a move changes, worked out before anything is written. */
export function planMove(tree: ContentTree, move: Move): PlannedEdit[] {
  const { dir } = tree
  const locales = tree.settings?.locales.map(({ code }) => code) ?? []
  const [slug, slugAfter] = [move.from, move.to].map((path) => path.split('/')[1]!)
  const [category, categoryAfter] = [move.from, move.to].map((path) => path.split('/')[0]!) as [string, string]
  const edits: PlannedEdit[] = []
  const rename = (value: string) => (value === move.from ? move.to : value)
  /** Texts of articles before and after, by locale and path: their translations' records have them too. */
  const changedTexts: { path: string; locale: string; before: string; after: string }[] = []

  const changeText = (source: SourceFile, origin: LinkOrigin): { text: string; links: number } => {
    const present = readPresent(dir, relative(dir, source.absolute)) ?? ''
    const mark = present.startsWith('\uFEFF') ? '\uFEFF' : ''
    let changed = 0
    const withFields = present.replace(FRONT_MATTER, (_all, begin: string, yaml: string) => {
      const fields = changeTexts(yaml, rename)
      changed += fields.changed
      return begin + fields.text
    })
    try {
      const linked = relink(withFields.slice(mark.length), move, origin)
      return { text: mark + linked.text, links: changed + linked.changed }
    } catch (error) {
      throw new MoveError(
        `${source.file}: ${error instanceof Error ? error.message : error}\nNothing was moved. "npm run check" shows what is wrong with a file.`,
      )
    }
  }

  for (const source of tree.articles) {
    const isMoved = source.path === move.from
    if (!isMoved && !source.source.includes(slug!)) continue
    const origin = { category: source.category, newCategory: isMoved ? categoryAfter : source.category, locales }
    const { text, links } = changeText(source, origin)
    const path = relative(dir, source.absolute)
    const before = readPresent(dir, path) ?? ''
    if (text !== before) changedTexts.push({ path: source.path, locale: source.locale, before, after: text })
    if (isMoved) {
      const target = join('articles', source.locale, categoryAfter, slugAfter + extname(source.absolute))
      edits.push({ path, before, after: null, note: `becomes ${displayPath(join(dir, target))}` })
      edits.push({ path: target, before: null, after: text, note: links > 0 ? `new, ${count(links)} changed in it` : 'new' })
    } else if (text !== before) edits.push({ path, before, after: text, note: count(links) })
  }
  for (const source of tree.snippets) {
    if (!source.source.includes(slug!)) continue
    const { text, links } = changeText(source, { category: '', newCategory: '', locales })
    const path = relative(dir, source.absolute)
    if (links > 0) edits.push({ path, before: readPresent(dir, path), after: text, note: count(links) })
  }

  const relinkSolution = (text: string) => {
    if (rename(text) !== text || !text.includes('](')) return rename(text)
    return relink(text, move, { category: '', newCategory: '', locales }).text
  }
  const lists = [
    'settings.yml',
    ...[...tree.glossary.keys()].map((locale) => `glossary/${locale}.yml`),
    ...tree.notices.map(({ id }) => `notices/${id}.yml`),
    ...tree.guides.map(({ locale, id }) => `guides/${locale}/${id}.yml`),
  ]
  for (const path of lists) {
    const before = readPresent(dir, path)
    if (!before?.includes(slug!)) continue
    const { text, changed } = changeTexts(before, path.startsWith('guides/') ? relinkSolution : rename)
    if (changed > 0) edits.push({ path, before, after: text, note: count(changed) })
  }

  edits.push(...planRecords(dir, move, changedTexts, { category, newCategory: categoryAfter, locales }))
  const before = readPresent(dir, REDIRECTS)
  edits.push({ path: REDIRECTS, before, after: changeRedirects(before ?? '', tree.redirects, move), note: `${move.from} leads to ${move.to}` })
  return edits
}

function planRecords(
  dir: string,
  move: Move,
  changedTexts: { path: string; locale: string; before: string; after: string }[],
  { category, newCategory, locales }: LinkOrigin,
): PlannedEdit[] {
  return listRecords(dir).flatMap(({ locale, path }) => {
    const isMoved = path === move.from
    const texts = changedTexts.filter((text) => text.path === path && text.locale !== locale)
    if (!isMoved && texts.length === 0) return []
    const file = relative(dir, recordFile(dir, locale, path))
    const before = readPresent(dir, file)
    const { record } = readRecord(dir, locale, path)
    const own = path.split('/')[0]!
    const origin = { category: own, newCategory: isMoved && own === category ? newCategory : own, locales }
    // A record that cannot be read has a finding of its own, and goes along as it is.
    const after = record ? writeRecordText(changeRecord(record, texts, (recorded) => relink(recorded, move, origin).text)) : before
    if (!isMoved) return after === before ? [] : [{ path: file, before, after, note: 'record of the translation' }]
    const target = relative(dir, recordFile(dir, locale, move.to))
    return [
      { path: file, before, after: null, note: `becomes ${displayPath(join(dir, target))}` },
      { path: target, before: readPresent(dir, target), after, note: 'record of the translation' },
    ]
  })
}

const count = (n: number) => `${n} ${n === 1 ? 'link' : 'links'}`
