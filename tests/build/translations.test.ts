import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const article = (title: string, ...texts: string[]) => `---\ntitle: ${title}\ndescription: ${title}.\n---\n\n${texts.join('\n\n')}\n`
const SENTENCES = ['Open the app on your phone.', 'Press the green key twice.', 'Wait until it says that you are in.']
const LATVIAN = ['Atveriet lietotni tālrunī.', 'Divreiz nospiediet zaļo taustiņu.', 'Gaidiet, līdz parādās, ka esat iekšā.']
const PERSIAN = ['برنامه را در گوشی باز کنید.', 'کلید سبز را دو بار بزنید.', 'صبر کنید تا بگوید وارد شده‌اید.']

let dist: string
/** What `npm run build` printed. */
let built: string
const page = (path: string) => readFileSync(join(dist, path, 'index.html'), 'utf8')

beforeAll(() => {
  const { dir } = makeContentTree({
    'settings.yml': SETTINGS.replace('contact:', '  - code: fa\n    name: فارسی\n    fallback: [lv]\ncontact:'),
    'articles/en/account/fresh.mdx': article('Fresh', ...SENTENCES),
    'articles/lv/account/fresh.mdx': article('Svaigs', ...LATVIAN),
    'articles/en/account/behind.mdx': article('Getting in', ...SENTENCES),
    'articles/lv/account/behind.mdx': article('Tikt iekšā', ...LATVIAN),
    'articles/fa/account/behind.mdx': article('ورود', ...PERSIAN),
    'articles/en/account/half.mdx': article('Half of it', ...SENTENCES),
    'articles/lv/account/half.mdx': article('Puse', LATVIAN[0]!, ...SENTENCES.slice(1)).replace('description: Puse', 'description: Half of it is left to do'),
    'articles/en/account/mixed.mdx': article('Mixed up', ...SENTENCES),
    'articles/lv/account/mixed.mdx': article('Sajaukts', LATVIAN[0]!, LATVIAN[1]!, SENTENCES[2]!),
    'articles/fa/account/mixed.mdx': article('درهم', PERSIAN[0]!, SENTENCES[1]!, `${PERSIAN[2]!} Wait until it says so.`),
  })
  const run = (...args: string[]): string => {
    const env = { ...process.env, CONTENT_DIR: dir, OUT_DIR: join(dir, 'dist') }
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
    expect(status, stdout + stderr).toBe(0)
    return stdout
  }
  run('src/commands/translate.ts', 'status')
  const edit = (text: string, minor: boolean) => {
    const file = join(dir, 'articles/en/account/behind.mdx')
    writeFileSync(file, readFileSync(file, 'utf8').replace(...(text.split('→') as [string, string])))
    if (minor) run('src/commands/translate.ts', 'minor', 'account/behind')
  }
  edit('Wait until→Please wait until', true)
  edit('Press the green key twice.→Press the **blue** key once.', false)
  built = run('src/commands/build.ts')
  dist = join(dir, 'dist')
}, 240_000)

describe('a page in another language', () => {
  it('says in the reader’s language that the original changed, what changed, and where it is', () => {
    const latvian = page('lv/account/behind')
    expect(latvian).toContain('Kopš šī tulkojuma oriģināls ir mainījies')
    expect(latvian).toContain('Šajā lapā var būt novecojusi 1 vieta.')
    expect(latvian).toContain('<a href="/account/behind/" hreflang="en">')
    expect(latvian).toMatch(/<q lang="en" dir="ltr">Press the blue key once\.<\/q>/)
    expect(page('fa/account/behind')).toContain('متن اصلی پس از این ترجمه تغییر کرده است')
  })

  it('says nothing about an edit that was marked as minor, nor about a translation that is up to date', () => {
    expect(page('lv/account/behind')).not.toContain('Please wait')
    expect(page('lv/account/fresh')).not.toContain('Kopš šī tulkojuma')
    expect(page('account/behind')).not.toContain('class="fallback"')
  })

  it('is named at the end of the build while too little is translated', () => {
    expect(built).toMatch(/^1 translation is not published yet: lv account\/half \(40 %\)\. Its readers get a fallback until 60 % is translated/m)
  })

  it('shows the fallback while too little is translated', () => {
    const half = page('lv/account/half')
    expect(half).toContain('Šī raksta latviski vēl nav.')
    expect(half).toContain('<h1 lang="en" dir="ltr">Half of it</h1>')
  })

  it('calls the text that is shown a translation when it is one', () => {
    const fresh = page('fa/account/fresh')
    expect(fresh).toContain('ترجمه آن به زبان لتونیایی را می‌خوانید.')
    expect(fresh).toContain('<link rel="canonical" href="https://help.example/lv/account/fresh/">')
    expect(page('fa/account/half')).toContain('متن اصلی را به زبان انگلیسی می‌خوانید.')
  })

  it('marks what is left in English with its language and direction', () => {
    expect(page('lv/account/mixed')).toContain('<p lang="en" dir="ltr">Wait until it says that you are in.</p>')
    const persian = page('fa/account/mixed')
    expect(persian).toContain('<p lang="en" dir="ltr">Press the green key twice.</p>')
    expect(persian).toContain('<span lang="en" dir="ltr">Wait until it says so.</span></p>')
  })
})
