// What the figures are good for outside of the pages: `npm run insights -- <verb>`.
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../server/config.ts'
import { StoreError } from '../storage/store.ts'
import { sendDigest } from './insights/digest.ts'
import { listItems } from './insights/items.ts'
import { publishItems } from './insights/publish.ts'

const VERBS = { digest: sendDigest, items: listItems, publish: publishItems }

const USAGE = `npm run insights -- <verb>

  digest [--week 2026-W47] [--print [--html]] [--locale <code>]
                                         sends the digest of a week, the last one unless it is named, to DIGEST_TO;
                                         or prints it, in one of the languages

  items [--check] [--closed] [--locale <code>] [--json]
                                         work items that are open, or closed; --check closes those whose condition holds,
                                         asking the search of the built site in OUT_DIR, and says why not of the others
  publish [--print]                      writes the public sentences of closed items to said-and-done.yml in CONTENT_DIR

The database is the one of DATABASE_URL, or SQLite in DATA_DIR.`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      week: { type: 'string' },
      locale: { type: 'string' },
      print: { type: 'boolean' },
      html: { type: 'boolean' },
      check: { type: 'boolean' },
      closed: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [name = ''] = positionals
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name as keyof typeof VERBS] : undefined
  if (values.help) console.log(USAGE)
  else if (!verb) throw new ConfigError(name ? `"${name}" is not known.\n\n${USAGE}` : USAGE)
  else await verb({ words: positionals.slice(1), options: values, config: readConfig(process.env) })
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof ConfigError || error instanceof StoreError)) throw error
  console.error(isOption ? `${error.message}\n\n${USAGE}` : error.message)
  process.exitCode = 1
}
