import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTranslators, type MessageTree, PLURAL_SUFFIX } from '../../src/languages/messages.ts'

const read = (code: string) => JSON.parse(readFileSync(`content/messages/${code}.json`, 'utf8')) as MessageTree
const keysOf = (tree: MessageTree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) => (typeof value === 'string' ? [prefix + name.replace(PLURAL_SUFFIX, '')] : keysOf(value, `${prefix}${name}.`)))

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|astro)$/.test(name))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n')

const make = (messages: Record<string, MessageTree>) =>
  createTranslators(
    Object.keys(messages).map((code) => ({ code, name: code, fallback: [] })),
    messages,
    () => ({ company: 'Acme', site: 'Help' }),
  )

describe('the texts of the interface', () => {
  it('are all used', () => {
    const unused = [...new Set(keysOf(read('en')))].filter((key) => {
      const [section, name] = [key.slice(0, key.lastIndexOf('.')), key.slice(key.lastIndexOf('.') + 1)]
      // Written out, or its last part in a list beside a template such as `search.${key}`.
      return !source.includes(`'${key}'`) && !(new RegExp(`\`${section}\\.[a-zA-Z]*\\$\\{`).test(source) && source.includes(`'${name}'`))
    })
    expect(unused).toEqual([])
  })

  it.for([
    ['lv', 0, '0 rakstu'],
    ['lv', 1, '1 raksts'],
    ['lv', 11, '11 rakstu'],
    ['lv', 21, '21 raksts'],
    ['ru', 1, '1 статья'],
    ['ru', 3, '3 статьи'],
    ['ru', 11, '11 статей'],
    ['ru', 22, '22 статьи'],
    ['fa', 12, '۱۲ مقاله'],
    ['en', 1, '1 article'],
    ['en', 5, '5 articles'],
  ] as const)('count in %s: %i', async ([code, count, expected]) => {
    const translator = (await make({ [code]: read(code) })).get(code)!
    expect(translator.t('category.count', { count })).toBe(expected)
  })

  it('have a dual in Hebrew', async () => {
    const { t } = (await make({ he: read('he') })).get('he')!
    expect(new Set([1, 2, 3].map((count) => t('category.count', { count }))).size).toBe(3)
    expect(t('category.count', { count: 2 })).not.toMatch(/2/)
  })

  it('fail loudly when a text or a variable is missing', async () => {
    const { t } = (await make({ lv: { search: { count_one: 'x', count_other: 'y' }, site: { home: 'Sveiki, {{name}}' } } })).get('lv')!
    expect(() => t('site.menu')).toThrow(/messages\/lv\.json has no text for "site.menu"/)
    expect(() => t('site.home')).toThrow(/\{\{name\}\}/)
  })
})
