import { join } from 'node:path'
import { findActiveContent } from '../../articles/active-file.ts'
import { findFile } from '../../articles/files.ts'
import { readLink } from '../../articles/links.ts'
import { OWN_PICTURES, readOwnPicture } from '../../articles/own-picture.ts'
import { displayPath, readTextFile } from '../../settings/text-file.ts'
import { findYamlPlace } from '../../settings/yaml.ts'
import type { Rule } from '../rule.ts'

/** A picture or a download that would run code when somebody opens it: it would run as part of the site. */
export const fileRunsCode: Rule = {
  id: 'file-runs-code',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, place } of text.links) {
        const { target } = readLink(address, { category: text.category || '_' }, content.locales)
        // What stands in public/ is the owner's, and part of the program.
        const path = target.kind === 'file' && !target.path.startsWith('/') ? findFile(target.path, text.absolute, content.roots) : undefined
        const code = path && findActiveContent(path)
        if (code)
          report(text, `"${address}" ${code}, and nothing that an article offers may run on the site. Offer it in a .zip file, or remove the link.`, place)
      }
      for (const { address, place } of text.images) {
        const code = describe(findFile(address, text.absolute, content.roots))
        if (code) report(text, `The picture "${address}" ${code}. ${REMEDY}`, place)
      }
    }
    const settingsFile = join(content.tree.dir, 'settings.yml')
    for (const name of OWN_PICTURES) {
      const { address, path } = readOwnPicture(content.tree.readable, name)
      const code = address === undefined ? undefined : describe(findFile(address, settingsFile, content.roots))
      if (!code) continue
      report({ file: displayPath(settingsFile) }, `The picture "${address}" ${code}. ${REMEDY}`, findYamlPlace(readTextFile(settingsFile).text, path))
    }
  },
}

const REMEDY = 'A picture may not run or load anything. Export it again as plain SVG with everything in one file, or as PNG.'

const describe = (path: string | undefined) => (path === undefined ? undefined : findActiveContent(path))
