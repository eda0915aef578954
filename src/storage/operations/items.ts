import { v5 } from 'uuid'
import { change, insert, run, type Steps } from '../statement.ts'
import type { NewWorkItem, WorkItemChange, WorkItemChanged } from '../work-items.ts'

/** Namespace of the ids of items; any UUID would do, as long as it stays. */
const NAMESPACE = '5f1a3a52-2f0c-5a3e-9d0e-6f6f70f0a7c4'

/** Makes an item and gives back its id: that of the open item about the same, if there is one. */
export function* createItem(site: string, { kind, locale, subject, article, condition, role, now }: NewWorkItem): Steps<string> {
  const known = yield* run<{ id: string; state: string }>(
    'SELECT id, state FROM work_item WHERE site = :site AND kind = :kind AND locale = :locale AND subject = :subject',
    { site, kind, locale, subject },
  )
  const open = known.find(({ state }) => state === 'open')
  if (open) return open.id
  // The same in every process, so that two presses at one moment cannot make two.
  const id = v5(JSON.stringify([kind, locale, subject, known.length]), NAMESPACE)
  const times = { version: 0, created: now, created_by: role, closed: null, closed_by: null, evidence: null }
  yield* insert('work_item', [{ site, id, kind, locale, subject, article, condition, state: 'open', ...times }])
  return id
}

/** One change of an item, or nothing when somebody was faster. */
export function* changeItem(site: string, { id, version, article, sentences, close, remove }: WorkItemChange): Steps<WorkItemChanged> {
  // Changes nothing, but keeps the row from other processes until this is on disk.
  const [held] = yield* run('UPDATE work_item SET version = version WHERE site = :site AND id = :id RETURNING *', { site, id })
  if (!held) return 'gone'
  if (held['version'] !== version || ((close || remove) && held['state'] !== 'open')) return 'conflict'
  if (sentences || remove) yield* run('DELETE FROM work_item_text WHERE site = :site AND item = :id', { site, id })
  if (remove) {
    yield* run('DELETE FROM work_item WHERE site = :site AND id = :id', { site, id })
    return 'changed'
  }
  if (sentences) {
    yield* insert(
      'work_item_text',
      Object.entries(sentences).map(([locale, sentence]) => ({ site, item: id, locale, sentence })),
    )
  }
  yield* change('work_item', 'replace', [
    {
      ...held,
      version: version + 1,
      ...(article === undefined ? {} : { article }),
      ...(close ? { state: 'closed', closed: close.now, closed_by: close.role, evidence: close.evidence } : {}),
    },
  ])
  return 'changed'
}
