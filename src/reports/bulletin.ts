import type { Translator } from '../languages/messages.ts'

/** A figure beside what it was. */
export interface Change {
  label: string
  /** The figure, or a dash while there is too little to say. */
  value: string
  before: string | undefined
  /** Whether the change is more than chance, and to which side. */
  verdict: 'better' | 'worse' | 'none'
  /** The change in words. */
  words: string
}

export interface Item {
  title: string
  /** Attributes of a title in another language than the letter. */
  lang?: string | undefined
  dir?: string | undefined
  url: string
  /** The first says it all. */
  sentences: string[]
}

export interface Section {
  heading: string
  note?: string | undefined
  changes?: Change[]
  /** What leads on has words of its own: the title of an item is what it is about. */
  items?: Item[]
  isNumbered?: boolean
  /** What is to be said of all of it. */
  closing?: string | undefined
}

/** A letter to somebody of the team before it is HTML and text. */
export interface Bulletin {
  translator: Translator
  subject: string
  /** What mailboxes show beside the subject. */
  preview: string
  /** Name of the help centre. */
  site: string
  title: string
  /** Which days it is about. */
  span: string
  sections: Section[]
  /** Where all of it is. */
  button: { label: string; url: string }
  /** Why somebody gets it. */
  reason: string
}
