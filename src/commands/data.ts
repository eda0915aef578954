// Everything about stored data: `npm run data -- backup | restore | export | purge | rollup | move`.
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../server/config.ts'
import { StoreError } from '../storage/store.ts'
import { backup } from './data/backup.ts'
import { exportData } from './data/export.ts'
import { moveData } from './data/move.ts'
import { purgeData } from './data/purge.ts'
import { restoreData } from './data/restore.ts'
import { rollUpData } from './data/rollup.ts'

const VERBS = { backup, restore: restoreData, export: exportData, purge: purgeData, rollup: rollUpData, move: moveData }

const USAGE = `npm run data -- <verb>

  backup [<file>]                        a consistent, checked copy while servers run
  restore <file> [--overwrite]           puts a backup in the place of the database; stop the servers first
  export --format jsonl|csv [--from <day>] [--to <day>]
                                         prints stored events; days are UTC, the last one included
  purge [--events <days>] [--comments <days>] [--tickets <days>]
                                         deletes what is older (90, 548 and 548 days)
  rollup --rebuild                       computes the daily figures anew from the events; stop the servers first
  move <from> <to>                       copies everything, e.g. sqlite:./data postgres://user@host/help; run it again to go on

The database is the one of DATABASE_URL, or SQLite in DATA_DIR.`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      overwrite: { type: 'boolean' },
      rebuild: { type: 'boolean' },
      format: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      events: { type: 'string' },
      comments: { type: 'string' },
      tickets: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const verb = VERBS[positionals[0] as keyof typeof VERBS]
  if (values.help) console.log(USAGE)
  else if (!verb) throw new ConfigError(positionals[0] ? `"${positionals[0]}" is not known.\n\n${USAGE}` : USAGE)
  else await verb({ files: positionals.slice(1), options: values, config: readConfig(process.env) })
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof ConfigError || error instanceof StoreError)) throw error
  console.error(isOption ? `${error.message}\n\n${USAGE}` : error.message)
  process.exitCode = 1
}
