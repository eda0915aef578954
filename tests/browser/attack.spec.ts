import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type OwnServer, serveSite } from './own-server.ts'
import { readStored } from './stored-events.ts'
import { visit } from './visit.ts'

const ARTICLE = '/using/find-an-answer/'
const TOKEN_NEEDED = /428/

/** Says from where it was called, as a proxy does: what comes from one network alone is no attack. */
const BEHIND_PROXY = { TRUST_PROXY: '1' }

/** So many comments in a moment, from four networks, that each has to bring a proof of work from then on. */
async function attack({ url }: OwnServer): Promise<void> {
  const comment = { path: ARTICLE, article: 'using/find-an-answer', revision: '0123456789abcdef', locale: 'en', vote: 'no', comment: 'Buy now' }
  for (let index = 0; index < 320; index += 10) {
    const answers = Array.from({ length: 10 }, (_, offset) =>
      fetch(`${url}/api/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': `program ${index + offset}`, 'x-forwarded-for': `203.0.${(index / 10) % 4}.1` },
        body: JSON.stringify(comment),
      }),
    )
    await Promise.all(answers)
  }
}

async function writeTicket(page: Page): Promise<void> {
  await page.selectOption('#ticket--topic', 'other')
  await page.fill('#ticket--subject', 'xyzzy')
  await page.fill('#ticket--description', 'plugh qwfp zxcvb')
  await page.fill('#ticket--email', 'reader@example.com')
}

describe('a help centre under attack', () => {
  it('takes a comment and a message of a reader, whose browser does the work while they write', async () => {
    const server = await serveSite(BEHIND_PROXY)
    await attack(server)
    const before = (await readStored('comment', server.dataDir)).length
    expect(before).toBeLessThan(60)
    await visit(server.url + ARTICLE, {}, async (page) => {
      await page.check('[name="vote"][value="no"]')
      await page.locator('.feedback .status:not(:empty)').waitFor()
      await page.fill('[name="comment"]', 'Step 3 is gone')
      const sent = page.waitForRequest((request) => request.url().endsWith('/api/feedback') && request.postData()?.includes('Step 3') === true)
      await page.click('.feedback [type="submit"]')
      // What happens meanwhile.
      await page.locator('.feedback .status[data-state="sending"]').waitFor()
      expect(await page.locator('.feedback .status').textContent()).not.toBe('')
      expect((await sent).postDataJSON()).toMatchObject({ altcha: expect.stringMatching(/^\S{100,}$/) })
      await page.locator('.feedback.sent').waitFor()
    })
    expect(await readStored('comment', server.dataDir)).toHaveLength(before + 1)
    await visit(`${server.url}/contact/`, {}, async (page) => {
      await writeTicket(page)
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/contact'))
      await page.click('[data-send] button')
      await page.locator('.ticket .status[data-state="sending"]').waitFor()
      expect((await answered).status()).toBe(200)
      await page.locator('[data-sent] .reference').waitFor()
    })
    expect(await readStored('submit', server.dataDir)).toHaveLength(1)
  })

  it('takes those that were begun before it', async () => {
    const server = await serveSite(BEHIND_PROXY)
    await visit(
      `${server.url}/contact/`,
      {},
      async (page) => {
        await writeTicket(page)
        await page.waitForLoadState('networkidle')
        await attack(server)
        await page.click('[data-send] button')
        await page.locator('[data-sent] .reference').waitFor()
      },
      TOKEN_NEEDED,
    )
  })

  it.each([
    ['comment', ARTICLE, '.feedback [type="submit"]'],
    ['submit', '/contact/', '[data-send] button'],
  ])('asks a reader without JavaScript for one more press, and takes it: %s', async (type, path, button) => {
    const server = await serveSite({ PROOF_OF_WORK: 'always' })
    await visit(
      server.url + path,
      { javaScriptEnabled: false },
      async (page) => {
        if (type === 'comment') {
          await page.check('[name="vote"][value="no"]')
          await page.fill('[name="comment"]', 'Step 3 is gone')
        } else await writeTicket(page)
        await page.click(button)
        expect(await page.locator('input[name="token"]').count()).toBe(1)
        expect(await readStored(type, server.dataDir)).toHaveLength(0)
        // As long as a token has to be old; nobody reads the page faster.
        const { token } = (await page.evaluate(() => Object.fromEntries(new FormData(document.forms[0])))) as { token: string }
        const made = Number.parseInt(token.split('.')[1] ?? '', 36)
        await expect.poll(() => Date.now() - made, { timeout: 5000 }).toBeGreaterThan(2000)
        await page.click('form button')
        await expect.poll(() => page.url()).toMatch(/#feedback--thanks|\/sent\?/)
      },
      TOKEN_NEEDED,
    )
    expect(await readStored(type, server.dataDir)).toHaveLength(1)
  })
})

describe('a reader without JavaScript who presses twice', () => {
  it.each([
    ['comment', ARTICLE, '.feedback [type="submit"]'],
    ['submit', '/contact/', '[data-send] button'],
  ])('has sent it once: %s', async (type, path, button) => {
    const server = await serveSite(BEHIND_PROXY)
    await visit(server.url + path, { javaScriptEnabled: false }, async (page) => {
      if (type === 'comment') {
        await page.check('[name="vote"][value="no"]')
        await page.fill('[name="comment"]', 'Step 3 is gone')
      } else await writeTicket(page)
      let presses = 0
      page.on('request', (request) => {
        if (request.method() === 'POST') presses += 1
      })
      await page.dblclick(button)
      await expect.poll(() => page.url()).toMatch(/#feedback--thanks|\/sent\?/)
      const thanks = page.url()
      // And once more, with the same words.
      await page.goBack()
      if (type === 'submit') await writeTicket(page)
      await page.click(button)
      await expect.poll(() => page.url()).toBe(thanks)
      expect(presses).toBeGreaterThanOrEqual(2)
    })
    expect(await readStored(type, server.dataDir)).toHaveLength(1)
  })
})
