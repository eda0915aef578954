import type { Plugin } from 'vite'

/** What is left of Vite's helper for scripts that bring no styles: files that a script will ask for are asked for with it, not after it. */
const SHORT = '(l,f=[])=>{for(const i of f){const e=document.createElement("link");e.rel="modulepreload";e.href="/"+i;document.head.append(e)}return l()}'
/** In scripts that are loaded later themselves, which save bytes rather than a moment. */
const SHORTEST = 'l=>l()'

/**
 * Puts a short helper for dynamic imports into the scripts that use one. Vite's own is a fifth of what an article loads; and as soon as a second
 * script imports something dynamically it becomes a file of its own, so every page would ask for one more file before it is ready.
 */
export function inlinePreload(): Plugin {
  return {
    name: 'waymark:inline-preload',
    generateBundle: {
      // After Vite has written which files belong to each import.
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const helper = chunks.find((chunk) => /preload-helper/.test(chunk.fileName))
        const exported = helper && /export\s*\{\s*(\w+) as (\w+)\s*\};?\s*$/.exec(helper.code)
        if (!helper || !exported) return
        const body = helper.code.slice(0, exported.index)
        const name = helper.fileName.split('/').at(-1)
        const imported = new RegExp(`import\\s*\\{\\s*${exported[2]} as (\\w+)\\s*\\}\\s*from\\s*["'\`]\\./${name}["'\`];?`)
        for (const chunk of chunks) {
          const used = imported.exec(chunk.code)
          if (!used) continue
          const hasStyles = listFiles(chunk.code).some((file) => file.endsWith('.css'))
          const made = hasStyles ? `(()=>{${body};return ${exported[1]}})()` : chunk.isEntry ? SHORT : SHORTEST
          const code = chunk.code.replace(used[0], () => `const ${used[1]}=${made};`)
          chunk.code = made === SHORTEST ? dropFiles(code) : dropFile(code, helper.fileName)
        }
        if (!chunks.some((chunk) => chunk !== helper && imported.test(chunk.code))) delete bundle[helper.fileName]
      },
    },
  }
}

/** Files that Vite wrote down for the dynamic imports of a script, by their place. */
function listFiles(code: string): string[] {
  const list = /__vite__mapDeps=.*?m\.f=(\[.*?\])/.exec(code)?.[1]
  return list ? (JSON.parse(list) as string[]) : []
}

/** The script without a file among those that its imports bring along. */
function dropFile(code: string, file: string): string {
  const place = listFiles(code).indexOf(file)
  return place < 0
    ? code
    : code.replace(/__vite__mapDeps\(\[([\d,]*)\]\)/g, (_match, places: string) => {
        const kept = places.split(',').filter((other) => other !== String(place))
        return `__vite__mapDeps([${kept.join(',')}])`
      })
}

/** The script without the files that its imports bring along. */
function dropFiles(code: string): string {
  return code.replace(/^const __vite__mapDeps=.*$\n?/m, '').replace(/,\s*__vite__mapDeps\(\[[\d,]*\]\)/g, '')
}
