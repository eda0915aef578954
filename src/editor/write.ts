import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentTree } from '../articles/tree.ts'
import type { Settings } from '../settings/contract.ts'
import { bundleEditor } from './bundle.ts'
import { editorConfig } from './config.ts'
import { EDITOR_PAGE, EDITOR_PATH } from './page.ts'

/** Puts the editor into a built site, when the settings ask for one. */
export async function writeEditor(tree: ContentTree, settings: Settings, outDir: string, cacheDir: string): Promise<void> {
  if (!settings.editor) return
  const dir = join(outDir, EDITOR_PATH)
  mkdirSync(dir, { recursive: true })
  cpSync(await bundleEditor(cacheDir), join(dir, 'app'), { recursive: true })
  writeFileSync(join(dir, 'index.html'), EDITOR_PAGE)
  writeFileSync(join(dir, 'config.json'), JSON.stringify(editorConfig(tree, settings, settings.editor)))
}
