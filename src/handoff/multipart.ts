import { randomBytes } from 'node:crypto'
import type { Handoff } from './contract.ts'

/** A form with a file, as bytes with their content type. */
export function encodeForm(fields: [string, string][], attachment: Handoff['data']['attachment']): { body: Uint8Array; contentType: string } {
  const boundary = `waymark-${randomBytes(12).toString('hex')}`
  // As browsers write it: line breaks and quotes in names are percent-encoded.
  const quote = (text: string) => text.replace(/[\r\n"]/g, (letter) => encodeURIComponent(letter))
  const parts = fields.map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${quote(name)}"\r\n\r\n${value}\r\n`)
  const file = attachment
    ? [
        `--${boundary}\r\ncontent-disposition: form-data; name="attachments[]"; filename="${quote(attachment.name)}"\r\ncontent-type: ${attachment.mediaType}\r\n\r\n`,
        Buffer.from(attachment.content, 'base64'),
        '\r\n',
      ]
    : []
  const body = Buffer.concat([...parts, ...file, `--${boundary}--\r\n`].map((part) => Buffer.from(part as string)))
  return { body, contentType: `multipart/form-data; boundary=${boundary}` }
}
