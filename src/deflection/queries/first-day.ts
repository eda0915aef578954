import type { Read } from './scope.ts'

/** Day of the oldest figure, where “all time” begins; undefined while there is none. */
export async function readFirstDay(read: Read): Promise<number | undefined> {
  const [oldest] = await read<{ day: number | null }>('SELECT min(day) AS day FROM site_day WHERE site = :site', {})
  return oldest?.day ?? undefined
}
