import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentTree } from '../articles/tree.ts'
import { bundleEditor } from '../editor/bundle.ts'
import { editorConfig } from '../editor/config.ts'
import { EDITOR_PAGE, EDITOR_PATH } from '../editor/page.ts'
import { typeOf } from '../server/content-type.ts'
import type { Settings } from '../settings/contract.ts'

/** A file of the editor for the development server; undefined when there is none at the path. `tree` is the content as it is now. */
export async function findEditorFile(
  path: string,
  { tree, settings, cacheDir }: { tree: ContentTree; settings: Settings; cacheDir: string },
): Promise<{ body: string | Uint8Array; type: string } | undefined> {
  const { editor } = settings
  const name = path.slice(EDITOR_PATH.length)
  if (!editor || !path.startsWith(EDITOR_PATH)) return undefined
  if (name === '') return { body: EDITOR_PAGE, type: typeOf('index.html') }
  if (name === 'config.json') return { body: JSON.stringify(editorConfig(tree, settings, editor)), type: typeOf(name) }
  const [app, file, ...rest] = name.split('/')
  if (app !== 'app' || !file || file.startsWith('.') || rest.length > 0) return undefined
  const absolute = join(await bundleEditor(cacheDir), file)
  return existsSync(absolute) ? { body: readFileSync(absolute), type: typeOf(file) } : undefined
}
