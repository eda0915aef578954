// What the figures are good for outside of the pages: `npm run insights -- <verb>`.
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../server/config.ts'
import { StoreError } from '../storage/store.ts'
import { sendDigest } from './insights/digest.ts'

const VERBS = { digest: sendDigest }

const USAGE = `npm run insights -- <verb>

  digest [--week 2026-W47] [--print [--html]] [--locale <code>]
                                         sends the digest of a week, the last one unless it is named, to DIGEST_TO;
                                         or prints it, in one of the languages

The database is the one of DATABASE_URL, or SQLite in DATA_DIR.`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      week: { type: 'string' },
      locale: { type: 'string' },
      print: { type: 'boolean' },
      html: { type: 'boolean' },
    },
  })
  const verb = VERBS[positionals[0] as keyof typeof VERBS]
  if (!verb) throw new ConfigError(positionals[0] ? `"${positionals[0]}" is not known.\n\n${USAGE}` : USAGE)
  await verb({ words: positionals.slice(1), options: values, config: readConfig(process.env) })
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof ConfigError || error instanceof StoreError)) throw error
  console.error(isOption ? `${error.message}\n\n${USAGE}` : error.message)
  process.exitCode = 1
}
