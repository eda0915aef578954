// Builds the site with drafts and articles whose day has not come, for colleagues and not for search engines: `npm run preview`.
import { build } from './build.ts'
import { mayGoOn } from './environment-only.ts'

const isMeant = mayGoOn({
  command: 'npm run preview',
  does: 'Builds the site with drafts and articles whose day has not come, for colleagues.',
  variables: { SITE_URL: 'address of the preview', CONTENT_DIR: 'what is built (./content)', OUT_DIR: 'where it is put (./preview)' },
})
if (isMeant) {
  process.env['PREVIEW'] = '1'
  process.env['OUT_DIR'] ||= './preview'
  if (await build()) console.log(`Look at it: OUT_DIR=${process.env['OUT_DIR']} npm run serve`)
  else process.exitCode = 1
}
