import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createLimiter, PLACES } from '../../src/server/limiter.ts'
import { createPageViewBound } from '../../src/server/page-views.ts'
import { takePoint } from '../../src/server/take-point.ts'

const FLOOD = 400_000
const uuid = (n: number) => `0192f0c1-0000-7000-8000-${String(n).padStart(12, '0')}`

/** What is in use after everything that nobody needs is gone, in MB. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed / 1e6
}

it('remembers no more senders than it has places for, and still limits one who comes too often', async () => {
  const limiter = createLimiter(50, 60)
  for (let n = 0; n < FLOOD; n += 1) await takePoint(limiter, `network-${n}`, 'Wait.')
  expect(limiter.dump().storage.length).toBeLessThanOrEqual(PLACES)
  const tries = Array.from({ length: 51 }, () => takePoint(limiter, 'one sender', 'Wait.'))
  await expect(Promise.all(tries)).rejects.toThrow('Wait.')
})

it('keeps page views of a flood from many addresses in bounded memory, and still bounds one visit', () => {
  const mayName = createPageViewBound(3, () => 0)
  const before = measureHeap()
  for (let n = 0; n < FLOOD; n += 1) mayName(`visit-${n}`, [uuid(n)])
  expect(measureHeap() - before).toBeLessThan(60)
  expect(['a', 'b', 'c', 'd'].map((id) => mayName('one visit', [id]))).toEqual([true, true, true, false])
})
