import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface QuestionSet {
  name: string
  lang: string
  docs: { id: string; lang: string; title: string; body: string }[]
  queries: { id: string; lang: string; relevant: string[]; variants: Record<string, string> }[]
}

/** A set, one per language in it; of its queries every `every`th. */
export function readSet(dir: string, name: string, every: number): QuestionSet[] {
  const files = ['docs', 'queries'].map((file) => join(dir, name, `${file}.jsonl`))
  if (!files.every((file) => existsSync(file))) return []
  const [docs, queries] = files.map(readLines) as [QuestionSet['docs'], QuestionSet['queries']]
  const languages = [...new Set(docs.map((doc) => doc.lang))]
  return languages.map((lang) => ({
    name: languages.length > 1 ? `${name} ${lang}` : name,
    lang,
    docs: docs.filter((doc) => doc.lang === lang),
    queries: queries.filter((query) => query.lang === lang).filter((_query, index) => index % every === 0),
  }))
}

const readLines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line))
