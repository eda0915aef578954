import type { ElementContent } from 'hast'
import { common, createLowlight } from 'lowlight'

const lowlight = createLowlight(common)

/** Colours code by classes; a language that is not known stays plain. */
export function highlightCode(code: string, language: string | undefined): ElementContent[] {
  const name = language === 'mdx' || language === 'astro' ? 'xml' : language
  if (!name || !lowlight.registered(name)) return [{ type: 'text', value: code }]
  return lowlight.highlight(name, code).children as ElementContent[]
}
