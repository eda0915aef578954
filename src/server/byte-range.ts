/** The range that still means the same file: a part of another version must not be joined to what the reader has of the old one. */
export function currentRange(range: string | undefined, ifRange: string | undefined, etag: string): string | undefined {
  // A date proves nothing here, because no file is sent with one.
  return ifRange === undefined || ifRange === etag ? range : undefined
}

/** First and last byte of a request for a part of a file; undefined when the whole is to be sent. */
export function readRange(header: string | undefined, size: number): { first: number; last: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, from = '', to = ''] = match
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first > last ? 'unsatisfiable' : { first, last }
}
