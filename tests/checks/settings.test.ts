import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const CHANNEL = '{ type: email, address: help@example.com, label: Write to us }'

/** What the check says about settings.yml, as `line severity rule message`. */
function checkSettings(settings: string): string[] {
  const { dir, options } = makeContentTree({ 'settings.yml': settings })
  return checkContent(readContentTree(dir), options)
    .filter(({ file }) => relative(dir, file) === 'settings.yml')
    .map(({ line, severity, rule, message }) => `${line} ${severity} ${rule} ${message}`)
}

const withChannel = (type: string, address: string) =>
  checkSettings(SETTINGS.replace(CHANNEL, `{ type: ${type}, address: ${JSON.stringify(address)}, label: Us }`))

describe('the address of a channel', () => {
  it.each([
    ['email', 'help@', '"help@" is no e-mail address. Write one such as help@example.com.'],
    ['email', 'mailto:help@example.com', 'is no e-mail address'],
    ['phone', '0800 CALL US', '"0800 CALL US" is no phone number that a phone can dial.'],
    ['phone', '+۳۷۱ ۶۷۰۰ ۰۰۰۰', 'digits 0–9'],
    ['phone', '+1 234 567 890 123 456', '3 to 15 digits'],
    ['chat', 'javascript:alert(1)', '"javascript:alert(1)" is no web address, and readers reach this channel by a link. Write one that begins with https://.'],
    ['chat', 'help.acme.test/chat', 'Write https://help.acme.test/chat.'],
    ['social', '@acme', '"@acme" is no web address'],
    ['visit', 'javascript:alert(1)', '"javascript:alert(1)" is no place.'],
  ])('of %s cannot be %s', (type, address, words) => {
    expect(withChannel(type, address)).toEqual([expect.stringMatching(/^13 error invalid-field /)])
    expect(withChannel(type, address)[0]).toContain(words)
  })

  it.each([
    ['email', 'help+en@example.com'],
    ['phone', '+371 6700-0000'],
    ['phone', '(0800) 123.456'],
    ['phone', '112'],
    ['chat', 'https://acme.test/chat?from=help'],
    ['social', 'http://social.test/@acme'],
    ['visit', 'Riga: Brīvības iela 1'],
    ['visit', 'https://maps.test/?q=riga'],
  ])('of %s can be %s', (type, address) => {
    expect(withChannel(type, address)).toEqual([])
  })
})

describe('the address of the site', () => {
  const withUrl = (url: string) => checkSettings(SETTINGS.replace('url: https://help.example', `url: ${url}`))

  it.each([
    ['https://x.org/help/', '"https://x.org/help/", which has a path, "/help/". A help centre stands at the root of its host. Write https://x.org, or'],
    ['https://x.org/?a=b', 'which has more than a host'],
    ['https://me@x.org', 'which has more than a host'],
    ['x.org', 'It must be a web address that begins with https://.'],
  ])('cannot be %s', (url, words) => {
    expect(withUrl(url)).toEqual([expect.stringMatching(/^3 error invalid-field /)])
    expect(withUrl(url)[0]).toContain(words)
  })

  it.each(['http://localhost:4321', 'http://127.0.0.1', 'http://[::1]:80', 'https://help.example.com', 'https://example.org/'])(
    'is told to be none for readers when it is %s',
    (url) => {
      expect(withUrl(url)).toEqual([expect.stringMatching(/^3 warning address-not-public /)])
    },
  )

  it.each(['https://x.org', 'https://x.org/', 'http://help.acme.test:8080'])('can be %s', (url) => {
    expect(withUrl(url)).toEqual([])
  })
})
