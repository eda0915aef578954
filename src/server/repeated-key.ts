const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g

/**
 * The first name that an object of a JSON text has twice. JSON.parse takes the last of them, other programs the first, and what two
 * programs read differently is how checks are got round. The text has to be valid JSON.
 */
export function findRepeatedKey(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, -colon.length)) as string
      const names = open.at(-1)
      if (names?.has(key)) return key
      names?.add(key)
    }
  }
  return undefined
}
