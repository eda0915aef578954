import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
        const path = address.startsWith('/') ? join(content.publicDir, decode(address)) : join(dirname(text.absolute), decode(address))
        if (address !== '' && existsSync(path) && statSync(path).isFile()) continue
        const where = address.startsWith('/') ? `in ${content.publicDir}/` : 'beside the article'
        report(text, `There is no image "${address}" ${where}. Add the file, or correct the name: capital letters count.`, place)
      }
    }
  },
}

const lastPart = (address: string) => address.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? 'image.png'

function decode(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
