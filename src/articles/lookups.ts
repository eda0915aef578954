import type { TOptions } from 'i18next'
import type { MessageKey } from '../languages/messages.ts'
import type { TextLanguage } from '../languages/contract.ts'
import type { ArticleImage, ShownEntry } from './component.ts'

/** A text in MDX; its name is its path from the content folder. */
export interface NamedText {
  name: string
  source: string
}

/** Everything that the rendered text of an article takes from elsewhere. Files are named from the content folder, so that answers mean the same on another machine. */
export interface Lookups {
  /** An interface text in the language of the article. */
  text: (key: MessageKey, variables?: TOptions) => string
  glossary: (id: string) => ShownEntry | undefined
  /** A shared paragraph, with the attributes that say in which language it is, where that is not the article's. */
  snippet: (id: string) => (NamedText & { language: TextLanguage }) | undefined
  guide: (id: string) => { title: string; description: string; url: string; textLocale: string } | undefined
  /** A picture as the file `from` names it. */
  image: (src: string, from: string) => ArticleImage | undefined
  /** Address of what a link in the file `from` leads to; undefined when it is dead. */
  link: (href: string, from: string) => string | undefined
}

/** A lookup and what it found, as JSON. */
export type Asked = [name: keyof Lookups, parameters: unknown[], answer: string]

/** The same lookups, which note in `asked` what they are asked and what they answer. */
export function recordLookups(lookups: Lookups, asked: Asked[]): Lookups {
  const known = new Set<string>()
  const record =
    (name: keyof Lookups) =>
    (...parameters: unknown[]) => {
      const answer = ask(lookups, name, parameters)
      const question = toJson([name, parameters])
      if (!known.has(question)) asked.push([name, parameters, toJson(answer)])
      known.add(question)
      return answer
    }
  return Object.fromEntries((Object.keys(lookups) as (keyof Lookups)[]).map((name) => [name, record(name)])) as unknown as Lookups
}

/** Whether every lookup still finds what it found. */
export function isUnchanged(asked: Asked[], lookups: Lookups): boolean {
  return asked.every(([name, parameters, answer]) => toJson(ask(lookups, name, parameters)) === answer)
}

const ask = (lookups: Lookups, name: keyof Lookups, parameters: unknown[]) => (lookups[name] as (...parameters: unknown[]) => unknown)(...parameters)

const toJson = (answer: unknown) => JSON.stringify(answer ?? null)
