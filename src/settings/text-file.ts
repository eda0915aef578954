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
  const tell = (line: number, message: string): Finding[] => [{ rule: 'not-utf-8', severity: 'error', file: displayPath(path), line, message }]
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), findings: [] }
  } catch {
    // The editors of Windows call UTF-16 "Unicode". Its letters are all there, so the other findings of the file are true.
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
    if (utf16) return { text: new TextDecoder(utf16).decode(bytes), findings: tell(1, `This file is saved as UTF-16, not as UTF-8. ${SAVE}.`) }
    // No encoding of text has a zero byte here, and what else could be said of a picture or program is noise.
    if (bytes.includes(0))
      return { text: '', findings: tell(1, 'This is no text file but data of a program. Put a text that is saved as UTF-8 here, or remove the file.') }
    const text = new TextDecoder('utf-8').decode(bytes)
    const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length
    return {
      text,
      findings: tell(line, `This file is not saved as UTF-8, so readers would get "\uFFFD" instead of some letters. ${SAVE}, and read this line again.`),
    }
  }
}

const SAVE = 'Open it in your editor, choose "Save with encoding", then UTF-8'
