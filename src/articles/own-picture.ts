import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings/contract.ts'
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

/** The settings that name a picture. */
export const OWN_PICTURES = ['logo', 'icon', 'socialImage'] as const
export type OwnPictureName = (typeof OWN_PICTURES)[number]

/** Address of a picture as the settings write it, and where in them it stands. */
export function readOwnPicture(settings: Partial<Settings>, name: OwnPictureName): { address: string | undefined; path: string[] } {
  return name === 'logo' ? { address: settings.logo?.src, path: ['logo', 'src'] } : { address: settings[name], path: [name] }
}

/** The picture at an address as the settings write it: `logo.svg` beside settings.yml, `/logo.svg` in `public/`. The check reports what is none. */
export function findOwnPicture(address: string | undefined, roots: FileRoots, files: ArticleFiles): OwnPicture | undefined {
  const path = address === undefined ? undefined : findFile(address, join(roots.contentDir, 'settings.yml'), roots)
  const measures = path === undefined ? undefined : readPicture(readFileSync(path))
  if (address === undefined || path === undefined || !measures) return undefined
  const src = address.startsWith('/') ? address : files.addFile(path)
  return src === undefined ? undefined : { path, src, ...measures }
}
