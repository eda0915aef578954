import { describe, expect, it } from 'vitest'
import { addressParts, findNearAddresses } from '../../src/search/near-addresses.ts'

const ARTICLES = [
  'using/find-an-answer',
  'using/contact-a-person',
  'account/reset-your-password',
  'account/sign-in',
  'billing/sign-up',
  'billing/refund',
  'writing/write-an-article',
  'writing/front-matter',
].map((path) => ({ path }))

const near = (address: string, prefix = '') => findNearAddresses(addressParts(address, prefix), ARTICLES, 5).map(({ path }) => path)

describe('near addresses', () => {
  it.each([
    ['/using/find-an-anser/', ['using/find-an-answer']],
    ['/billing/find-an-answer/', ['using/find-an-answer']],
    ['/help/en/articles/360001-refund.html', []],
    ['/kb/refund.html', ['billing/refund']],
    ['/Using/Find_An_Answer', ['using/find-an-answer']],
    ['/account/reset-password/', ['account/reset-your-password']],
    ['/password-reset', ['account/reset-your-password']],
    ['/account/singin/', ['account/sign-in']],
    ['/using/find-an-answer/more/', ['using/find-an-answer']],
    ['/using/no-such-article/', []],
    ['/using/', []],
    ['/xyzzy/', []],
    ['/%E0%A4%A/refund', ['billing/refund']],
  ])('of %s are %j', (address, expected) => {
    expect(near(address)).toEqual(expected)
  })

  it('come after the address of the language', () => {
    expect(near('/fa/account/sign-inn/', '/fa')).toEqual(['account/sign-in'])
  })
})
