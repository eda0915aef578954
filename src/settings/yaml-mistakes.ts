import type { YAMLError } from 'yaml'

/** What to type, for the mistakes people make in YAML; the parser's own words for the rest. `line` is the line of the text where it stumbled. */
export function explainMistake(error: Pick<YAMLError, 'code' | 'message'>, line: string): string {
  if (error.code === 'TAB_AS_INDENT') return 'The line begins with a tab. Indent with spaces.'
  if (error.code === 'DUPLICATE_KEY') return 'This field stands here twice. Keep one.'
  if (error.code === 'MISSING_CHAR' && /quote/.test(error.message)) return 'A quote is opened and not closed. Add the same quote at the end of the text.'
  return (
    explainText(line) ??
    `This is not valid YAML: ${error.message.replace(/\.?$/, '.')} Put quotes around a text that has ": " or "#" in it or begins with a symbol.`
  )
}

/** A line that holds one text which YAML takes for something else, with the line as it should be. */
function explainText(line: string): string | undefined {
  const [, start = '', text = ''] = /^(\s*(?:- +)?[\w-]+: +|\s*- +)(.*\S)\s*$/.exec(line) ?? []
  if (text === '') {
    const [, key, value] = /^\s*([A-Za-z]\w*):(\S.*)$/.exec(line) ?? []
    if (key) return `After "${key}:" a space is missing. Write ${key}: ${value}.`
    const [, word, rest] = /^([A-Za-z]\w*) +([^:]*\S)\s*$/.exec(line) ?? []
    return word ? `After "${word}" a colon is missing. Write ${word}: ${rest}.` : undefined
  }
  const right = `${start.trim()} ${quote(text)}`
  const [, inside] = /^(["']).*\1$/.exec(text) ?? []
  if (inside) return `The text holds the same quotes that are around it, so it ends too early. Write ${right}.`
  if (/: |:$/.test(text)) return `The text has a colon in it, which YAML takes for another field. Put it in quotes: ${right}.`
  if (/^[^\p{L}\p{N}"']/u.test(text)) return `The text begins with "${[...text][0]}", which means something of its own in YAML. Put it in quotes: ${right}.`
  return undefined
}

/** A text as YAML reads it back, in the quotes that it does not hold. */
export function quote(text: string): string {
  const bare = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
  return /["\\]/.test(bare) ? `'${bare.replaceAll("'", "''")}'` : `"${bare}"`
}
