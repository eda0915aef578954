import { readFileSync } from 'node:fs'
import { findFile } from '../../articles/files.ts'
import { readPicture } from '../../articles/images.ts'
import type { Rule } from '../rule.ts'

/** Pictures that the build makes smaller versions of; the others reach readers as they are. */
const RESIZED = /\.(png|jpe?g|webp|avif)$/i
const AS_IT_IS = 300_000
const ORIGINAL = 3_000_000
/** Pages show at most 1920 pixels; twice that leaves room for another cut. */
const PIXELS = 4000

/** A picture that costs readers or the repository more than it shows. */
export const heavyImage: Rule = {
  id: 'heavy-image',
  severity: 'warning',
  check(content, report) {
    const known = new Map<string, string | undefined>()
    for (const text of content.texts) {
      for (const { address, place } of text.images) {
        const path = findFile(address, text.absolute, content.roots)
        if (path === undefined) continue
        if (!known.has(path)) known.set(path, describe(path, address))
        const message = known.get(path)
        if (message) report(text, message, place)
      }
    }
  },
}

function describe(path: string, address: string): string | undefined {
  const bytes = readFileSync(path)
  const megabytes = `${(bytes.length / 1e6).toFixed(1)} MB`
  if (!RESIZED.test(path))
    return bytes.length > AS_IT_IS
      ? `The picture "${address}" has ${megabytes}, and every reader loads all of it. Simplify it below ${AS_IT_IS / 1e6} MB, or save it as PNG or WebP.`
      : undefined
  if (bytes.length > ORIGINAL) return `The picture "${address}" has ${megabytes}. Pages show smaller versions, so save one below ${ORIGINAL / 1e6} MB.`
  const size = readPicture(bytes)
  const isLarge = size && Math.max(size.width, size.height) > PIXELS
  return isLarge
    ? `The picture "${address}" has ${size.width} × ${size.height} pixels, and pages show at most 1920 of them across. Save it smaller.`
    : undefined
}
