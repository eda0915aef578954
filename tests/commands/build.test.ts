import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'waymark-build-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the build over a copy of the product's own content with some files replaced. */
function buildWith(name: string, files: Record<string, string>) {
  const content = join(root, name)
  cpSync('content', content, { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(content, path), text)
  const outDir = join(root, `${name}-dist`)
  const { status, stdout, stderr } = spawnSync('node', ['src/commands/build.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: content, OUT_DIR: outDir },
  })
  return { status, output: stdout + stderr, outDir }
}

const FRONT = '---\ntitle: A title\ndescription: A description of the article.\n---\n\n'

describe('npm run build with broken content', () => {
  const broken = buildWith('broken', {
    'articles/en/using/no-title.mdx': '---\ndescription: No title here.\ntitel: A title\n---\n\nText.\n',
    'articles/en/using/bad-yaml.mdx': '---\ntitle: One: two\ndescription: x\n---\n\nText.\n',
    'articles/en/using/bad-mdx.mdx': `${FRONT}Text <b>not closed\n`,
    'articles/en/using/unknown.mdx': `${FRONT}<Calout>\n\nText.\n\n</Calout>\n`,
    'articles/en/using/dead.mdx': `${FRONT}See [this](../using/find-an-anser.mdx).\n\n![A picture](./missing.png)\n`,
  })

  it('ends with 1 and builds nothing', () => {
    expect(broken.status).toBe(1)
    expect(existsSync(broken.outDir)).toBe(false)
  })

  it.for([
    ['a misspelt field', /no-title\.mdx:3.*titel.*Did you mean "title"/],
    ['a missing field', /no-title\.mdx:\d+.*"title" is missing/],
    ['YAML that does not parse', /bad-yaml\.mdx:2/],
    ['MDX that does not parse', /bad-mdx\.mdx:6/],
    ['an unknown component', /unknown\.mdx:6.*Calout.*Callout/],
    ['a dead link', /dead\.mdx:6.*find-an-anser/],
    ['a missing picture', /dead\.mdx:8.*missing\.png/],
  ] as const)('names file, line and remedy of %s, all in one run', ([, expected]) => {
    expect(broken.output).toMatch(expected)
  })

  it('names a text of the interface that a locale lacks, with its key', () => {
    const { status, output } = buildWith('messages', { 'messages/lv.json': '{}' })
    expect(status).toBe(1)
    expect(output).toMatch(/messages\/lv\.json.*feedback\.title/)
  })
})
