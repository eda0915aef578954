import type { ServerConfig } from '../../server/config.ts'

/** What a verb of `npm run data` is given. */
export interface DataRequest {
  /** Words after the verb. */
  files: string[]
  options: Partial<Record<'format' | 'from' | 'to' | 'events' | 'comments' | 'tickets', string>> & { overwrite?: boolean; rebuild?: boolean }
  config: ServerConfig
}
