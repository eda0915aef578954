import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../checks/contract.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import type { Block } from './blocks.ts'
import { type RecordedBlock, type TranslationRecord, translationRecordSchema } from './contract.ts'

/** Where the record of a translation lies: a file each, so that branches which translate different articles always merge. */
export const recordFile = (contentDir: string, locale: string, path: string): string => join(contentDir, 'translations', locale, `${path}.json`)

/** The record of one translation as it is on disk; empty when there is none. */
export function readRecordText(contentDir: string, locale: string, path: string): string {
  const file = recordFile(contentDir, locale, path)
  return existsSync(file) ? readTextFile(file).text : ''
}

/** The record of one translation; undefined when there is none, with a finding when it cannot be read. */
export function readRecord(contentDir: string, locale: string, path: string): { record: TranslationRecord | undefined; findings: Finding[] } {
  const file = recordFile(contentDir, locale, path)
  if (!existsSync(file)) return { record: undefined, findings: [] }
  const refuse = (problem: string) => ({
    record: undefined,
    findings: [
      {
        rule: 'translation-record',
        severity: 'error' as const,
        file: displayPath(file),
        line: 1,
        message: `${problem} Commands write this file, nobody else. Restore it from Git, or delete it and run "npm run translate -- status", which takes the translation as made from today's original.`,
      },
    ],
  })
  try {
    const parsed = translationRecordSchema.safeParse(JSON.parse(readTextFile(file).text))
    if (parsed.success) return { record: parsed.data, findings: [] }
    return refuse(`The record of this translation has ${parsed.error.issues[0]?.path.join('.') || 'a content'} that no command wrote.`)
  } catch (error) {
    return refuse(`The record of this translation is not valid JSON: ${error instanceof Error ? error.message : error}.`)
  }
}

/** Every `locale/category/slug` that has a record. */
export function listRecords(contentDir: string): { locale: string; path: string }[] {
  const dir = join(contentDir, 'translations')
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/').split('/'))
    .filter((steps) => steps.length === 3 && steps[2]!.endsWith('.json'))
    .map(([locale, category, name]) => ({ locale: locale!, path: `${category}/${name!.slice(0, -'.json'.length)}` }))
}

/** A record as it is written, a block a line, so that a change of one block is a change of one line. */
export function writeRecordText(record: TranslationRecord): string {
  const own = record.own === undefined || record.own === 0 ? '' : `  "own": ${record.own},\n`
  const begun = record.begun ? '  "begun": true,\n' : ''
  return `{\n${own}${begun}  "blocks": [\n${record.blocks.map((block) => `    ${JSON.stringify(block)}`).join(',\n')}\n  ]\n}\n`
}

/** Writes a record. True when the file changed. */
export function writeRecord(contentDir: string, locale: string, path: string, record: TranslationRecord): boolean {
  const file = recordFile(contentDir, locale, path)
  const text = writeRecordText(record)
  if (existsSync(file) && readTextFile(file).text === text) return false
  replaceFile(file, text)
  return true
}

/** Puts a text in place of a file at once: whoever reads it finds the old or the new one, never a half. */
export function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.tmp`
  writeFileSync(unfinished, text)
  renameSync(unfinished, file)
}

/** A block of the original as a record keeps it. */
export const recordBlock = ({ kind, hash, text }: Block, omitted = false): RecordedBlock => (omitted ? [kind, hash, text, 'omitted'] : [kind, hash, text])
