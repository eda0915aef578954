// Asks the search of the built site: `npm run ask -- "question" [--locale fa] [--json]`.
import { parseArgs } from 'node:util'
import { openBuiltSite } from '../search/built-site.ts'
import type { SearchAnswer, TextPiece } from '../search/contract.ts'

const USAGE = 'Usage: npm run ask -- "How do I sign in?" [--locale en] [--limit 5] [--json]'

const plain = (pieces: TextPiece[]) => pieces.map(({ text }) => text).join('')

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        locale: { type: 'string' },
        json: { type: 'boolean' },
        limit: { type: 'string', default: '5' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`)
  }
}

/** An answer as a person reads it. */
function describe({ definition, best, results, otherLanguages, confidence, isGood }: SearchAnswer): string {
  const parts = [
    ...(definition ? [`${definition.term}: ${definition.text}`] : []),
    ...(best ? [`${plain(best.title)} · ${best.url}\n${plain(best.pieces)}`] : []),
    ...results.map((result) => `- ${plain(result.title)} · ${result.url}`),
    ...otherLanguages.map((result) => `- ${plain(result.title)} (${result.locale}) · ${result.url}`),
  ]
  const sure = results.length === 0 ? 'Nothing found.' : isGood ? 'It answers.' : 'It may not answer.'
  return [...parts, `${sure} Confidence ${confidence.toFixed(2)}.`].join('\n')
}

async function ask(): Promise<void> {
  const { values, positionals } = readOptions()
  const question = positionals.join(' ').trim()
  if (values.help) return console.log(USAGE)
  if (!question) throw new Error(`There is no question. Write it behind the command.\n${USAGE}`)
  const site = openBuiltSite(process.env['OUT_DIR'] || 'dist')
  const answer = await site.ask(question, values.locale ?? site.defaultLocale, Number(values.limit) || 5)
  console.log(values.json ? JSON.stringify(answer, null, 2) : describe(answer))
}

try {
  await ask()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
