import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Finding } from '../checks/contract.ts'

/** A text file as it stands on disk. */
export interface TextFile {
  /** Without a byte order mark, which would hide what the file begins with. Unreadable bytes are `�`. */
  text: string
  /** One when the file is not UTF-8: its letters would reach readers as `�`. */
  findings: Finding[]
}

/** Path as findings show it: from the working folder, with forward slashes. */
export function displayPath(file: string): string {
  const path = relative(process.cwd(), file).replaceAll('\\', '/')
  return path.startsWith('..') ? file : path
}

/** Reads a file of the content. */
export function readTextFile(path: string): TextFile {
  const bytes = readFileSync(path)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length
    const message =
      'This file is not saved as UTF-8, so readers would get "�" instead of some letters. Open it in your editor, choose "Save with encoding", then UTF-8, and read this line again.'
    return { text, findings: [{ rule: 'not-utf-8', severity: 'error', file: displayPath(path), line, message }] }
  }
}
