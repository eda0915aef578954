import type { Plugin } from 'vite'

/**
 * Puts Vite's helper for dynamic imports into the script of every page. As soon as a second script imports something
 * dynamically, the helper becomes a file of its own, and every page would ask for one more file before it is ready.
 */
export function inlinePreload(): Plugin {
  return {
    name: 'waymark:inline-preload',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const helper = chunks.find((chunk) => /preload-helper/.test(chunk.fileName))
      const exported = helper && /export\s*\{\s*(\w+) as (\w+)\s*\};?\s*$/.exec(helper.code)
      if (!helper || !exported) return
      const body = helper.code.slice(0, exported.index)
      for (const chunk of chunks) {
        const used = new RegExp(`import\\s*\\{\\s*${exported[2]} as (\\w+)\\s*\\}\\s*from\\s*["'\`]\\./${helper.fileName.split('/').at(-1)}["'\`];?`).exec(
          chunk.code,
        )
        if (used) chunk.code = chunk.code.replace(used[0], () => `const ${used[1]}=(()=>{${body};return ${exported[1]}})();`)
      }
    },
  }
}
