import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { adoptTranslations, confirmTranslation } from '../../src/translations/confirm.ts'
import { writeRecord } from '../../src/translations/records.ts'
import { Translations } from '../../src/translations/status.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

const article = (title: string, text: string) => `---\ntitle: ${title}\ndescription: ${title} now.\n---\n\n${text}\n`

it('merges two branches that translate neighbouring articles', () => {
  const { dir } = makeContentTree({
    'articles/en/account/a.mdx': article('Open it', 'Press the key.'),
    'articles/en/account/b.mdx': article('Close it', 'Press the key again.'),
    'articles/lv/account/a.mdx': article('Atvērt', 'Nospiediet taustiņu.'),
    'articles/lv/account/b.mdx': article('Aizvērt', 'Nospiediet vēlreiz.'),
  })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: dir, encoding: 'utf8', stdio: 'pipe' })
  const open = () => new Translations(readContentTree(dir))
  adoptTranslations(open())
  for (const name of ['a', 'b']) {
    const file = join(dir, `articles/en/account/${name}.mdx`)
    writeFileSync(file, readFileSync(file, 'utf8').replace('Press', 'Push'))
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'start')
  for (const name of ['a', 'b']) {
    git('checkout', '-q', '-b', name, 'main')
    const translations = open()
    writeRecord(dir, 'lv', `account/${name}`, confirmTranslation(translations.translation('lv', `account/${name}`)!))
    git('commit', '-qam', name)
  }
  git('merge', '-q', '--no-edit', 'a')
  expect(
    open()
      .all()
      .filter(({ state }) => state === 'behind'),
  ).toEqual([])
})
