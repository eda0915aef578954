import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const id = z.union([z.string(), z.number().transform(String)])
const docSchema = z.object({ id, lang: z.string(), title: text, body: text })
const querySchema = z.object({
  id,
  lang: z.string(),
  relevant: z.union([z.array(id), id.transform((one) => [one])]),
  variants: z.record(z.string(), z.string()),
})

export interface QuestionSet {
  name: string
  lang: string
  docs: z.infer<typeof docSchema>[]
  queries: z.infer<typeof querySchema>[]
}

/** A set, one per language in it; of its queries every `every`th. Throws with file and line where one cannot be read. */
export function readSet(dir: string, name: string, every: number): QuestionSet[] {
  const [docsFile, queriesFile] = [join(dir, name, 'docs.jsonl'), join(dir, name, 'queries.jsonl')]
  if (!existsSync(docsFile) || !existsSync(queriesFile)) return []
  const docs = readLines(docsFile, docSchema)
  const queries = readLines(queriesFile, querySchema)
  const languages = [...new Set(docs.map((doc) => doc.lang))]
  return languages.map((lang) => ({
    name: languages.length > 1 ? `${name} ${lang}` : name,
    lang,
    docs: docs.filter((doc) => doc.lang === lang),
    queries: queries.filter((query) => query.lang === lang).filter((_query, index) => index % every === 0),
  }))
}

function readLines<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema>[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [schema.parse(JSON.parse(line))]
    } catch (error) {
      throw new Error(`${file}:${index + 1} ${error instanceof z.ZodError ? z.prettifyError(error) : `is no JSON: ${String(error)}`}`)
    }
  })
}
