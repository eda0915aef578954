// Builds the site with drafts and articles whose day has not come, for colleagues and not for search engines: `npm run preview`.
import { build } from './build.ts'

process.env['PREVIEW'] = '1'
process.env['OUT_DIR'] ||= './preview'
if (await build()) console.log(`Look at it: OUT_DIR=${process.env['OUT_DIR']} npm run serve`)
else process.exitCode = 1
