import type { FigureTable } from '../insights/table.ts'
import type { ItemWithText } from '../queries/items.ts'

const DAY = 86_400_000

export function tabulateItems(items: ItemWithText[]): FigureTable {
  return {
    name: 'items',
    title: 'items.table',
    columns: [
      { name: 'item', label: 'items.one', kind: 'text' },
      {
        name: 'kind',
        label: 'items.kind',
        kind: 'choice',
        choices: { query: 'items.kinds.query', comment: 'items.kinds.comment', article: 'items.kinds.article' },
      },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'subject', label: 'items.subject', kind: 'text' },
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'condition', label: 'items.condition', kind: 'choice', choices: { found: 'items.conditions.found', improved: 'items.conditions.improved' } },
      { name: 'state', label: 'inbox.statesLabel', kind: 'choice', choices: { open: 'items.states.open', closed: 'items.states.closed' } },
      { name: 'created', label: 'items.made', kind: 'day' },
      { name: 'closed', label: 'items.closed', kind: 'day' },
    ],
    rows: items.map(({ id, kind, locale, subject, article, condition, state, created, closed }) => ({
      item: id,
      kind,
      locale,
      subject,
      article,
      condition,
      state,
      created: Math.floor(created / DAY),
      closed: closed === null ? null : Math.floor(closed / DAY),
    })),
  }
}
