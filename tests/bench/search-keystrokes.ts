import { openBuiltSite } from '../../src/search/built-site.ts'

/**
 * Processor time of each letter once the index has answered, in milliseconds, unthrottled: the whole search in this process instead of the browser's
 * worker, which compiles and collects garbage beside it; that is counted too.
 */
export async function measureKeystrokes(outDir: string, query: string): Promise<{ keystrokeCpuMs: number; keystrokeCpuMsMost: number }> {
  const site = openBuiltSite(outDir)
  const times: number[] = []
  await site.ask(query, site.defaultLocale, 7)
  for (let length = 1; length <= query.length; length++) {
    const before = process.cpuUsage()
    await site.ask(query.slice(0, length), site.defaultLocale, 7)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  const round = (value: number) => Math.round(value * 10) / 10
  return { keystrokeCpuMs: round(times.reduce((sum, time) => sum + time, 0) / times.length), keystrokeCpuMsMost: round(Math.max(...times)) }
}
