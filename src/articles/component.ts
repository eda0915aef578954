import type { ElementContent } from 'hast'
import type * as z from 'zod'
import type { Translator } from '../languages/messages.ts'
import type { TextLanguage } from '../languages/contract.ts'
import type { GlossaryEntry } from './contract.ts'

/** An entry of the glossary with the attributes that say in which language it is, where that is not the article's. */
export type ShownEntry = GlossaryEntry & { language: TextLanguage }

/** What a component may ask while it renders; one per article and reader's locale. */
export interface RenderContext {
  /** Speaks the language of the article's text, which on a fallback page is not the reader's. */
  translator: Translator
  /** A new id that no other element on the page has. */
  uniqueId: (name: string) => string
  glossary: (id: string) => ShownEntry | undefined
  /** Rendered content of a shared paragraph. */
  snippet: (id: string) => ElementContent[]
  /** A guide as the reader gets it. */
  guide: (id: string) => { title: string; description: string; url: string; textLocale: string } | undefined
  image: (src: string) => ArticleImage | undefined
  /** Final address of an image, media file or link as a writer wrote it; undefined when it is dead. */
  link: (href: string) => string | undefined
  videoHosts: string[]
}

/** An image as the page shows it. */
export interface ArticleImage {
  src: string
  /** Pixels of the original. */
  width: number
  height: number
  /** `srcset` candidates, absent for drawings (SVG). */
  srcset?: string
}

/** An element that writers use in MDX without importing it. */
export interface ArticleComponent<Props extends z.ZodObject = z.ZodObject> {
  name: string
  /** `block` stands on its own lines, `inline` inside a sentence. */
  placement: 'block' | 'inline'
  props: Props
  /** Name of the component this one must stand directly in. */
  parent?: string
  render: (input: { props: z.infer<Props>; children: ElementContent[]; context: RenderContext }) => ElementContent[]
}

/** Keeps the type of `props` while declaring a component. */
export function defineComponent<Props extends z.ZodObject>(component: ArticleComponent<Props>): ArticleComponent<Props> {
  return component
}
