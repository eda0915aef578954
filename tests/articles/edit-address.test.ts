import { expect, it } from 'vitest'
import { editAddress } from '../../src/articles/edit-address.ts'

const TEMPLATE = 'https://code.example/edit/{file}'

it.each([
  ['content/articles/en/a/b.mdx', 'https://code.example/edit/content/articles/en/a/b.mdx'],
  ['content/articles/en/a/$&.mdx', 'https://code.example/edit/content/articles/en/a/$&.mdx'],
  ['../help/articles/en/a/b.mdx', undefined],
  ['content/../../help/b.mdx', undefined],
  ['/srv/help/articles/en/a/b.mdx', undefined],
  ['..help/articles/en/a/b.mdx', 'https://code.example/edit/..help/articles/en/a/b.mdx'],
])('offers an edit of %s only inside the repository', (file, address) => {
  expect(editAddress(TEMPLATE, file)).toBe(address)
})

it('offers none without an address in the settings', () => {
  expect(editAddress(undefined, 'content/articles/en/a/b.mdx')).toBeUndefined()
})
