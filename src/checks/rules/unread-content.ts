import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENT_FILES, CONTENT_FOLDERS, isHarmless, isText, isVisible } from '../../articles/content-folder.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import { displayPath } from '../../settings/text-file.ts'
import type { Rule } from '../rule.ts'

const KNOWN = `Waymark reads ${CONTENT_FILES.join(', ')} and the folders ${CONTENT_FOLDERS.join(', ')}.`

/** A file or folder at the top of the content that nothing reads, such as a misspelt folder of articles. Pictures may lie there: settings.yml names them. */
export const unreadContent: Rule = {
  id: 'unread-content',
  severity: 'warning',
  check(content, report) {
    const { dir } = content.tree
    // While developing, the whole folder may be away for a moment.
    if (!existsSync(dir)) return
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const { name } = entry
      if (!isVisible(name) || isHarmless(name)) continue
      const known: readonly string[] = entry.isDirectory() ? CONTENT_FOLDERS : CONTENT_FILES
      if (known.includes(name)) continue
      const near = findNearest(name.toLowerCase(), known)
      if (near === undefined && !(entry.isDirectory() ? holdsText(join(dir, name)) : isText(name))) continue
      const kind = entry.isDirectory() ? 'folder' : 'file'
      const file = displayPath(join(dir, name))
      const way =
        near === undefined ? `Move it elsewhere, or begin its name with "_" to keep it here.` : `Rename it, or begin its name with "_" to keep it as it is.`
      report({ file }, `Nothing reads the ${kind} "${name}".${didYouMean(near)} ${KNOWN} ${way}`)
    }
    for (const folder of CONTENT_FOLDERS) {
      for (const [path, message] of existsSync(join(dir, folder)) ? findNoFiles(join(dir, folder)) : []) report({ file: displayPath(path) }, message)
    }
  },
}

/** What has the name of a text inside a folder of the content and is none: links, and folders that are named like files. */
function findNoFiles(dir: string): [path: string, message: string][] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(dir, entry.name)
    if (!isVisible(entry.name)) return []
    if (entry.isSymbolicLink() && (isText(entry.name) || !entry.name.includes('.')))
      return [[path, `"${entry.name}" is a symbolic link, and texts are not read through links. Put the file itself here.`]]
    if (!entry.isDirectory()) return []
    return isText(entry.name)
      ? [[path, `"${entry.name}" is a folder with the name of a file, so nothing in it is read. Rename it, or move its texts.`]]
      : findNoFiles(path)
  })
}

/** Whether somebody wrote something in a folder, at any depth. */
function holdsText(dir: string): boolean {
  return readdirSync(dir, { withFileTypes: true }).some(
    (entry) => isVisible(entry.name) && (entry.isDirectory() ? holdsText(join(dir, entry.name)) : isText(entry.name)),
  )
}
