import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { imageSize } from 'image-size'
import sharp from 'sharp'
import { findActiveContent } from './active-file.ts'
import type { ArticleImage } from './component.ts'

/** Address of files that stand beside articles. */
const FILES_ADDRESS = '/_files/'
const WIDTHS = [640, 1280]
/** Kinds of pictures that every browser shows. */
const SHOWN = new Set(['svg', 'png', 'jpg', 'gif', 'webp', 'avif'])
/** Pictures that smaller versions are made of; GIF may be a film. */
const RASTER = /\.(png|jpe?g|webp|avif)$/i

/** Files beside articles that pages need: addresses by path on disk, and what must be copied into the site. */
export class ArticleFiles {
  readonly #images = new Map<string, ArticleImage>()
  readonly #addresses = new Map<string, string>()
  /** File name below the files address → path on disk. */
  readonly outputs = new Map<string, string>()
  readonly #made: string

  /** `cacheDir` keeps pictures that were made, between builds. */
  constructor(cacheDir: string) {
    this.#made = join(cacheDir, 'files')
  }

  /** Makes the sizes of a picture (once per content) and remembers its measures. Call before rendering. */
  async addImage(path: string): Promise<void> {
    if (this.#images.has(path)) return
    const measures = readPicture(readFileSync(path))
    const src = measures && this.addFile(path)
    if (!src) return // The check reports it.
    const { width } = measures
    const image: ArticleImage = { src, ...measures }
    if (RASTER.test(path)) {
      const sizes = WIDTHS.filter((size) => size < width).concat(Math.min(width, 1920))
      // Damage behind a good beginning: the original is shown, for what it is worth.
      const candidates = await Promise.all(sizes.map(async (size) => `${await this.#addSize(path, size)} ${size}w`)).catch(() => undefined)
      if (candidates) image.srcset = candidates.join(', ')
    }
    this.#images.set(path, image)
  }

  image(path: string): ArticleImage | undefined {
    return this.#images.get(path)
  }

  /** Address of a file; the name carries a digest, so that it can be cached for ever. Undefined for one that would run code, which the check reports. */
  addFile(path: string): string | undefined {
    const known = this.#addresses.get(path)
    if (known) return known
    if (findActiveContent(path)) return undefined
    const name = `${basename(path, extname(path))}.${digestOf(path)}${extname(path).toLowerCase()}`
    this.outputs.set(name, path)
    const address = `${FILES_ADDRESS}${encodeURIComponent(name)}`
    this.#addresses.set(path, address)
    return address
  }

  async #addSize(path: string, width: number): Promise<string> {
    const name = `${basename(path, extname(path))}.${digestOf(path)}-${width}.webp`
    const cached = join(this.#made, name)
    if (!existsSync(cached)) {
      mkdirSync(this.#made, { recursive: true })
      await sharp(path).rotate().resize({ width }).webp({ quality: 80 }).toFile(cached)
    }
    this.outputs.set(name, cached)
    return `${FILES_ADDRESS}${encodeURIComponent(name)}`
  }

  /** Copies everything that pages refer to into a built site. */
  writeTo(outDir: string): void {
    const target = join(outDir, FILES_ADDRESS)
    if (this.outputs.size > 0) mkdirSync(target, { recursive: true })
    for (const [name, path] of this.outputs) copyFileSync(path, join(target, name))
  }

  /** Path on disk of an address, for the development server. */
  find(address: string): string | undefined {
    return address.startsWith(FILES_ADDRESS) ? this.outputs.get(decodeURIComponent(address.slice(FILES_ADDRESS.length))) : undefined
  }
}

/** Measures of a picture in pixels; undefined when it is none that pages can show, such as a page saved under a picture's name. */
export function readPicture(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height, type } = imageSize(bytes)
    return type && SHOWN.has(type) ? { width, height } : undefined
  } catch {
    return undefined
  }
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 10)
}
