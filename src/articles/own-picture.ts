import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileRoots, findFile } from './files.ts'
import { readPicture, type ArticleFiles } from './images.ts'

/** A picture that the settings name, such as the logo. */
export interface OwnPicture {
  /** Path on disk. */
  path: string
  /** Address on the site. */
  src: string
  width: number
  height: number
}

/** The picture at an address as the settings write it: `logo.svg` beside settings.yml, `/logo.svg` in `public/`. The check reports what is none. */
export function findOwnPicture(address: string | undefined, roots: FileRoots, files: ArticleFiles): OwnPicture | undefined {
  const path = address === undefined ? undefined : findFile(address, join(roots.contentDir, 'settings.yml'), roots)
  const measures = path === undefined ? undefined : readPicture(readFileSync(path))
  if (address === undefined || path === undefined || !measures) return undefined
  const src = address.startsWith('/') ? address : files.addFile(path)
  return src === undefined ? undefined : { path, src, ...measures }
}
