import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findFile } from '../../articles/files.ts'
import { readPicture } from '../../articles/images.ts'
import { OWN_PICTURES, readOwnPicture } from '../../articles/own-picture.ts'
import { displayPath, readTextFile } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { CheckedContent } from '../content.ts'
import type { Report, Rule } from '../rule.ts'

/** An image that is not there, or that the site's security policy would not load. */
export const missingImage: Rule = {
  id: 'missing-image',
  severity: 'error',
  check(content, report) {
    checkOwnPictures(content, report)
    for (const text of content.texts) {
      for (const { address, place } of text.images) {
        if (/^data:image\/(png|jpe?g|gif|webp|avif)[;,]/i.test(address)) continue
        if (/^data:/i.test(address)) {
          report(text, `The image "${address.slice(0, 40)}" is written into its address, and may hold code. Put it into a file beside the article.`, place)
          continue
        }
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

/** The pictures that the settings name. */
function checkOwnPictures(content: CheckedContent, report: Report): void {
  const settingsFile = join(content.tree.dir, 'settings.yml')
  for (const name of OWN_PICTURES) {
    const { address, path: yamlPath } = readOwnPicture(content.tree.readable, name)
    if (address === undefined) continue
    const path = findFile(address, settingsFile, content.roots)
    const place = findYamlPlace(readTextFile(settingsFile).text, yamlPath)
    const where = address.startsWith('/') ? `in ${content.publicDir}/` : 'beside settings.yml'
    if (!path)
      report(
        { file: displayPath(settingsFile) },
        `There is no picture "${address}" ${where}, so "${name}" shows none. Add the file, or correct the name.`,
        place,
      )
    else if (!readPicture(readFileSync(path)))
      report({ file: displayPath(settingsFile) }, `"${address}" is not a picture that pages can show. Use an SVG with a viewBox, or PNG, JPEG or WebP.`, place)
    else if (name === 'socialImage' && !/\.(png|jpe?g|webp)$/i.test(address))
      report(
        { file: displayPath(settingsFile) },
        `Other sites show no "${address}" beside a link. Give "socialImage" a PNG or JPEG of 1200 by 630 pixels.`,
        place,
        'warning',
      )
  }
}

const lastPart = (address: string) => address.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? 'image.png'
