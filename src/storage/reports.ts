import type { Report, Store } from './store.ts'

/** A report, if it is (still) there. */
export async function findReport(read: Store['read'], id: string): Promise<Report | undefined> {
  const [row] = await read<{ id: string; created: number; letters: string; detail: string | null }>(
    'SELECT id, created, letters, detail FROM report WHERE site = :site AND id = :id',
    { id },
  )
  return row && { id: row.id, created: row.created, letters: JSON.parse(row.letters) as Report['letters'], ...(row.detail ? { detail: row.detail } : {}) }
}
