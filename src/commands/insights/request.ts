import type { ServerConfig } from '../../server/config.ts'

/** What a verb of `npm run insights` is given. */
export interface InsightsRequest {
  /** Words after the verb. */
  words: string[]
  options: Partial<Record<'week' | 'locale', string>> & Partial<Record<'print' | 'html' | 'check' | 'closed' | 'json', boolean>>
  config: ServerConfig
}
