import { readFileSync } from 'node:fs'
import { findFile } from '../../articles/files.ts'
import { readPicture } from '../../articles/images.ts'
import type { Rule } from '../rule.ts'

/** An image that is not there, or that the site's security policy would not load. */
export const missingImage: Rule = {
  id: 'missing-image',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, place } of text.images) {
        if (/^data:image\//i.test(address)) continue
        if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) {
          report(
            text,
            `The image "${address}" is on another site, and pages load nothing from other sites. Put the file beside the article and write ./${lastPart(address)}.`,
            place,
          )
          continue
        }
        const path = findFile(address, text.absolute, content.roots)
        if (path) {
          if (readPicture(readFileSync(path))) continue
          report(
            text,
            `"${address}" is not a picture that pages can show. Use an SVG with a viewBox, or PNG, JPEG, GIF, WebP or AVIF, in a file whose content is what its name says.`,
            place,
          )
          continue
        }
        const where = address.startsWith('/') ? `in ${content.publicDir}/` : 'beside the article'
        report(text, `There is no image "${address}" ${where}. Add the file, or correct the name: capital letters count.`, place)
      }
    }
  },
}

const lastPart = (address: string) => address.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? 'image.png'
