import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Imports only go down: a folder may import from its own step and from the steps below. */
const LADDER = [
  ['pages', 'commands', 'build'],
  ['server'],
  ['reports'],
  ['frame', 'checks', 'handoff'],
  ['search', 'feedback', 'contact', 'deflection', 'notices', 'guides'],
  ['translations', 'storage', 'delivery', 'offline', 'editor', 'effort'],
  ['articles'],
  ['languages', 'settings'],
  ['elements', 'output'],
]

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|astro)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }))

/** Files of `src` that a file imports, types included. */
const importsOf = ({ name, text }: { name: string; text: string }) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => relative('src', join('src', dirname(name), match[1]!)))

const stepOf = (name: string) => LADDER.findIndex((step) => step.includes(name.split('/')[0]!))

describe('the source', () => {
  it('imports only downwards, or a contract', () => {
    const upwards = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('..') === false && !target.endsWith('contract.ts') && stepOf(target) >= 0)
        .filter((target) => stepOf(target) < stepOf(file.name))
        .map((target) => `${file.name} imports ${target}`),
    )
    expect(upwards).toEqual([])
  })

  it('keeps search, feedback, contact, deflection, notices and guides apart, but for contracts', () => {
    const subjects = ['search', 'feedback', 'contact', 'deflection', 'notices', 'guides']
    const folderOf = (name: string) => name.split('/')[0]!
    const across = files
      .filter(({ name }) => subjects.includes(folderOf(name)))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => subjects.includes(folderOf(target)) && folderOf(target) !== folderOf(file.name) && !target.endsWith('contract.ts'))
          .map((target) => `${file.name} imports ${target}`),
      )
    expect(across).toEqual([])
  })

  it('lets contracts import only contracts and zod', () => {
    const others = files
      .filter(({ name }) => name.endsWith('contract.ts'))
      .flatMap((file) =>
        [...file.text.matchAll(/^import .* from '([^']+)'/gm)]
          .map((match) => match[1]!)
          .filter((target) => target !== 'zod' && !target.endsWith('contract.ts'))
          .map((target) => `${file.name} imports ${target}`),
      )
    expect(others).toEqual([])
  })

  it('has no drawer for odds and ends', () => {
    expect(files.map(({ name }) => name).filter((name) => /(^|\/)(utils?|helpers?|common|lib|misc|types)(\/|\.)/.test(name))).toEqual([])
  })

  it('keeps files small enough to read at once', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 300).map(({ name }) => name)).toEqual([])
  })

  it('skips and focuses no test', () => {
    const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(test|spec)\.ts$/.test(name))
    const marked = tests.filter((name) =>
      /\b(it|test|describe)\.(only|skip|todo)\b/.test(readFileSync(join('tests', name), 'utf8').replace(/\/[^/\n]*only\|skip[^/\n]*\//g, '')),
    )
    expect(marked).toEqual([])
  })

  it('leaves out of Git what a build, a start or an installation makes, so that a fresh clone can build', () => {
    // Who downloaded the source as an archive has no repository to ask.
    const committed = existsSync('.git') ? execFileSync('git', ['ls-files', '--cached', '--ignored', '--exclude-standard'], { encoding: 'utf8' }) : ''
    expect(committed).toBe('')
  })
})
