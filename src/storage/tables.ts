export type ColumnType = 'text' | 'integer' | 'bytes'

/** A table as programs see it; `tests/storage/tables.test.ts` compares this with what the migrations make. */
export interface Table {
  key: readonly string[]
  columns: Readonly<Record<string, ColumnType>>
}

/** All tables with their columns in the order of the migrations. Everything that copies data walks through this list. */
export const TABLES = {
  event: {
    key: ['site', 'id'],
    columns: {
      site: 'text',
      id: 'text',
      arrival: 'integer',
      type: 'text',
      version: 'integer',
      client_time: 'integer',
      server_time: 'integer',
      visit: 'text',
      reader: 'text',
      answer: 'text',
      path: 'text',
      article: 'text',
      revision: 'text',
      locale: 'text',
      arm: 'text',
      value: 'integer',
      text: 'text',
      detail: 'text',
    },
  },
  counter: { key: ['site', 'day', 'name'], columns: { site: 'text', day: 'text', name: 'text', total: 'integer' } },
  visit_salt: { key: ['site', 'day'], columns: { site: 'text', day: 'text', salt: 'bytes' } },
  ticket: {
    key: ['site', 'id'],
    columns: {
      site: 'text',
      id: 'text',
      reference: 'text',
      received: 'integer',
      visit: 'text',
      locale: 'text',
      path: 'text',
      topic: 'text',
      subject: 'text',
      description: 'text',
      detail: 'text',
    },
  },
  attachment: {
    key: ['site', 'ticket', 'id'],
    columns: { site: 'text', ticket: 'text', id: 'text', name: 'text', type: 'text', content: 'bytes' },
  },
  contact_address: { key: ['site', 'subject'], columns: { site: 'text', subject: 'text', address: 'text', expires: 'integer' } },
  delivery: {
    key: ['site', 'id'],
    columns: {
      site: 'text',
      id: 'text',
      ticket: 'text',
      target: 'text',
      state: 'text',
      attempts: 'integer',
      created: 'integer',
      next_at: 'integer',
      lease: 'text',
      lease_until: 'integer',
      last_error: 'text',
      finished: 'integer',
    },
  },
  spent_token: { key: ['site', 'id'], columns: { site: 'text', id: 'text', expires: 'integer' } },
} as const satisfies Record<string, Table>
export type TableName = keyof typeof TABLES
