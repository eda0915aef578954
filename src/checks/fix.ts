import { isUtf8 } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Finding, Fix } from './contract.ts'

/** Mends what findings know how to mend, in their files. Answers how many were mended; two changes of one line wait for the next round. */
export function applyFixes(findings: readonly Finding[]): number {
  let mended = 0
  const withFix = findings.flatMap(({ file, fix }) => (fix ? [{ file, fix }] : []))
  for (const [file, ofFile] of Map.groupBy(withFix, ({ file }) => file)) {
    const path = resolve(file)
    const bytes = readFileSync(path)
    // Written back, every letter of another encoding would be "\uFFFD" for good.
    if (!isUtf8(bytes)) continue
    const lines = bytes.toString('utf8').split('\n')
    const touched = new Set<number>()
    for (const { fix } of ofFile) {
      if (touched.has(fix.line) || !changeLine(lines, fix)) continue
      touched.add(fix.line)
      mended++
    }
    if (touched.size > 0) writeFileSync(path, lines.join('\n'))
  }
  return mended
}

/** False when the line says something else by now. */
function changeLine(lines: string[], { line, column, remove, insert }: Fix): boolean {
  const text = lines[line - 1]
  const start = column - 1
  if (text?.slice(start, start + remove.length) !== remove) return false
  // A file keeps the line ends it has.
  const added = text.endsWith('\r') ? insert.replaceAll('\n', '\r\n') : insert
  lines[line - 1] = text.slice(0, start) + added + text.slice(start + remove.length)
  return true
}
