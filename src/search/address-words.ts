/** The words in an address that lead nowhere, without the locale, the extension and numbers. */
export function addressWords(path: string, prefix: string): string {
  const own = prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
  return decode(own)
    .replace(/\.\w{2,5}$/, '')
    .split(/[^\p{L}\p{M}\u200c]+/u)
    .filter((word) => word.length > 2 && word !== 'index')
    .join(' ')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
