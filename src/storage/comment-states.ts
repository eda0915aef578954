/** What became of a comment. Which states there are is for `deflection/inbox/contract.ts` to say. */
export interface CommentStanding {
  state: string
  /** A free name; null while nobody has it. */
  assignee: string | null
  /** Content hash of the text that has the fix. */
  revision: string | null
  /** How often it was changed; 0 for a comment that nobody touched. */
  version: number
  /** Epoch ms; 0 for a comment that nobody touched. */
  changed: number
}

/** A change of one comment by somebody who saw it at `version`. */
export interface CommentChange extends Pick<CommentStanding, 'state' | 'assignee' | 'revision' | 'version'> {
  /** UUID of its event. */
  comment: string
  /** Role of the sign-in. */
  role: string
  /** Epoch ms. */
  now: number
}

/** `gone`: there is no such comment (any more). `conflict`: somebody changed it meanwhile; nothing was stored, and `standing` is what is there. */
export type CommentChanged = { outcome: 'changed' | 'conflict'; standing: CommentStanding } | { outcome: 'gone' }

/** What nobody touched. */
export const UNTOUCHED: CommentStanding = { state: 'new', assignee: null, revision: null, version: 0, changed: 0 }
