import type { LoadFile } from '../../src/search/index-files.ts'

/** Stands for the web server: reads the files of an index, and tells which. */
export function loadFrom(files: ReadonlyMap<string, Uint8Array>, onLoad: (path: string, content: Uint8Array) => void = () => {}): LoadFile {
  return async (path) => {
    const content = files.get(path)
    if (!content) throw new Error(`There is no file ${path} in the index.`)
    onLoad(path, content)
    return JSON.parse(Buffer.from(content).toString())
  }
}

/** The files of one locale, as they are in the folder of all. */
export const inFolder = (locale: string, files: ReadonlyMap<string, Uint8Array>) => new Map([...files].map(([path, content]) => [`${locale}/${path}`, content]))
