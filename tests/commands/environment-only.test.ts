import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'waymark-arguments-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const run = (command: string, ...args: string[]) =>
  spawnSync('node', [`src/commands/${command}.ts`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, OUT_DIR: join(root, 'dist'), DATA_DIR: join(root, 'data') },
  })

describe.each(['start', 'serve', 'build', 'preview'])('npm run %s', (command) => {
  it('explains itself instead of doing something when it is asked for help', () => {
    const { status, stdout } = run(command, '--help')
    expect([status, existsSync(join(root, 'dist'))]).toEqual([0, false])
    expect(stdout).toContain('Its settings are variables')
    expect(stdout).toMatch(/^ {2}SITE_URL +/m)
  })

  it('does nothing with what it does not understand, and says so', () => {
    const { status, stderr } = run(command, '--frob')
    expect([status, existsSync(join(root, 'dist'))]).toEqual([2, false])
    expect(stderr).toContain('takes no arguments, and was given "--frob".')
  })
})

describe('an option of another tool', () => {
  it.each([
    ['start', ['--port', '8080'], 'Write PORT=8080 npm start.'],
    ['serve', ['--host=0.0.0.0'], 'Write HOST=0.0.0.0 npm run serve.'],
    ['build', ['--out-dir', 'public'], 'Write OUT_DIR=public npm run build.'],
  ])('of %s is told as the variable it is here', (command, args, said) => {
    expect(run(command, ...args).stderr).toContain(said)
  })
})
