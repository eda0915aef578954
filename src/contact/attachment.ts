import type { FormUpload } from '../server/contract.ts'
import { ATTACHMENT_TYPES, type AttachmentType } from './contract.ts'

/** A file that was looked into. */
export interface Attachment {
  /** A plain file name whose ending is that of its content. */
  name: string
  /** By its content. */
  mediaType: string
  bytes: Uint8Array
}

const NAME_LIMIT = 100

/** Says what a file is by its first bytes; undefined when it is none of the kinds we know. */
export function sniffType(bytes: Uint8Array): AttachmentType | undefined {
  const startsWith = (...start: number[]) => start.every((byte, index) => bytes[index] === byte)
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(0xff, 0xd8, 0xff)) return 'jpg'
  if (startsWith(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  return isPlainText(bytes) ? 'txt' : undefined
}

/** UTF-8 without control characters, and nothing that a browser would take for a page or a drawing. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  return text.length > 0 && !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text) && !/^\s*<[!?a-z]/i.test(text)
}

/** The file with a name and a type that are true; undefined when its kind is not allowed. */
export function readAttachment({ name, bytes }: FormUpload, allowed: readonly AttachmentType[]): Attachment | undefined {
  const type = sniffType(bytes)
  if (!type || !allowed.includes(type)) return undefined
  return { name: cleanName(name, type), mediaType: ATTACHMENT_TYPES[type].mediaType, bytes }
}

/** No folders, no control or direction-changing characters, and an ending that tells the truth. */
function cleanName(name: string, type: AttachmentType): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{C}<>:"|?*]/gu, '')
  const { extensions } = ATTACHMENT_TYPES[type]
  const ending = extensions.find((extension) => plain.toLowerCase().endsWith(extension)) ?? ''
  const written = (ending ? plain.slice(0, -ending.length) : plain).replace(/^[.\s]+/, '').trim()
  const stem = [...written].slice(0, NAME_LIMIT).join('')
  return `${stem || 'attachment'}${ending || extensions[0]}`
}
