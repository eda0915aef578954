import { existsSync, readFileSync } from 'node:fs'

const fileOf = (name: string) => `node_modules/lucide-static/icons/${name}.svg`
/** Every page has the same few. */
const known = new Map<string, string>()

/** What a Lucide icon draws, as SVG. Without one of that name there is a book: a slip in the content must not cost the page. */
export function readShapes(name: string): string {
  const shapes = known.get(name) ?? shapesOf(readFileSync(fileOf(existsSync(fileOf(name)) ? name : 'book-open'), 'utf8'))
  known.set(name, shapes)
  return shapes
}

const shapesOf = (svg: string) => svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '').replace(/\s*\n\s*/g, '')
