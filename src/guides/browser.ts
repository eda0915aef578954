type Outcome = 'solved' | 'escalated' | 'abandoned'

/** Counts the answers a reader gives in a guide and how it ends: solved, at a person, or given up. The pages themselves need no script. */
export function startGuide(): void {
  const root = document.querySelector<HTMLElement>('.guide')
  if (!root) return
  const record = (detail: { type: string } & Record<string, unknown>) => dispatchEvent(new CustomEvent('waymark:record', { detail }))
  const { tree, revision, node, end } = root.dataset
  const common = { tree, revision, node, depth: Number(root.dataset['depth']) }
  // One outcome for each page; a way onward is none.
  let isDone = false
  const finish = (outcome: Outcome) => {
    if (isDone) return
    isDone = true
    record({ type: 'tree_end', outcome, ...common })
  }
  // After the script that counts, which is the last of the page.
  if (end) addEventListener('load', () => finish(end as Outcome))
  root.addEventListener('click', ({ target }) => {
    const link = (target as Element).closest('a')
    if (!link) return
    const { choice, solved, escalated, article } = link.dataset
    if (choice !== undefined) record({ type: 'tree_step', choice: Number(choice), ...common })
    if (solved !== undefined) finish('solved')
    else if (escalated !== undefined) finish('escalated')
    // The article may help or not; the reader has not given up.
    else if (choice !== undefined || article !== undefined) isDone = true
  })
  // Leaving for another app may be the last that a phone tells. Who comes back has not given up: the newest outcome counts.
  let isAway = false
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !isDone) {
      isAway = true
      finish('abandoned')
    } else if (isAway) {
      isAway = isDone = false
    }
  })
  // A page that the browser kept and shows again is read again.
  addEventListener('pageshow', () => {
    isDone = end !== undefined
  })
}
