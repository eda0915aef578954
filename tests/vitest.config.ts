import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // What is waited for comes when it comes: a busy machine is no reason to fail.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        test: {
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/**/*.spec.ts'],
          globalSetup: 'tests/browser/site.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One browser at a time: two cores run the pages, the server and the browser.
          fileParallelism: false,
        },
      },
    ],
  },
})
