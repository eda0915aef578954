/** A task for writers. Which kinds and conditions there are is for `deflection/items/contract.ts` to say. */
export interface WorkItem {
  /** UUID. */
  id: string
  kind: string
  locale: string
  /** Words of a search, id of a comment, or `category/slug`. */
  subject: string
  /** `category/slug` of the article that should answer; null while nobody named one. */
  article: string | null
  condition: string
  state: string
  /** How often it was changed. */
  version: number
  /** Epoch ms. */
  created: number
  createdBy: string
  closed: number | null
  closedBy: string | null
  /** What showed that the condition holds, as JSON. */
  evidence: string | null
}

export interface NewWorkItem extends Pick<WorkItem, 'kind' | 'locale' | 'subject' | 'article' | 'condition'> {
  role: string
  /** Epoch ms. */
  now: number
}

/** A change by somebody who saw the item at `version`; what is left out stays. */
export interface WorkItemChange {
  id: string
  version: number
  article?: string | null | undefined
  /** The public sentences, all of them: those that are not named are taken away. */
  sentences?: Record<string, string> | undefined
  /** Closes it. Only an open item is closed, and never opened again. */
  close?: { role: string; now: number; evidence: string } | undefined
  /** Takes an open item away: it was made by mistake. */
  remove?: boolean | undefined
}

/** `conflict`: somebody changed it meanwhile, nothing was stored. `gone`: there is none. */
export type WorkItemChanged = 'changed' | 'conflict' | 'gone'
