// Changes comments and closes items without end; killed by its test while it is at it. Says the number of each change that was acknowledged.
import { openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'

const store = await openStore(readPlace(process.argv[2] ?? '')!)
const comments = (process.argv[3] ?? '').split(',')
for (let version = 0; ; version += 1) {
  await Promise.all([
    ...comments.map((comment) =>
      store.changeComment({ comment, version, state: 'assigned', assignee: `Anna ${version}`, revision: null, role: 'editor', now: 1000 + version }),
    ),
    store
      .createItem({ kind: 'query', locale: 'en', subject: 'parcel', article: null, condition: 'found', role: 'editor', now: 1000 + version })
      .then((id) =>
        store.changeItem({ id, version: 0, sentences: { en: `Change ${version}.` }, close: { role: 'editor', now: 1000 + version, evidence: '{}' } }),
      ),
  ])
  process.send?.(version)
}
