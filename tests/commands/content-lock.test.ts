import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeContentTree } from '../fixtures/content-tree.ts'

const article = (title: string, paragraphs: readonly string[]) =>
  `---\ntitle: ${title}\ndescription: ${title} in a minute.\n---\n\n${paragraphs.join('\n\n')}\n`
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const

describe('commands that change the content', () => {
  it('wait for one another, so that what eight people confirm at once is confirmed', async () => {
    const { dir } = makeContentTree({
      'articles/en/account/reset.mdx': article(
        'Reset your key',
        NUMBERS.map((number) => `Press key ${number} and wait.`),
      ),
      'articles/lv/account/reset.mdx': article(
        'Atiestatiet atslēgu',
        NUMBERS.map((_, index) => `Nospiediet taustiņu ${index} un gaidiet.`),
      ),
    })
    const cache = mkdtempSync(join(tmpdir(), 'waymark-lock-'))
    onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['src/commands/translate.ts', ...args], {
        env: { ...process.env, CONTENT_DIR: dir, CACHE_DIR: cache, NO_COLOR: '1' },
      })
    await run('status', 'lv')
    const file = join(dir, 'articles/en/account/reset.mdx')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('and wait.', 'and wait for a whole minute.'))
    await Promise.all(NUMBERS.map((_, index) => run('confirm', 'lv', 'account/reset', '--line', String(6 + 2 * index))))
    expect((await run('diff', 'lv', 'account/reset')).stdout).toContain('has not changed')
  })
})
