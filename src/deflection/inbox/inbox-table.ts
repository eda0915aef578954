import { removePersonalData } from '../../delivery/personal-data.ts'
import type { FigureTable } from '../insights/table.ts'
import type { InboxComment } from '../queries/inbox.ts'
import { COMMENT_STATES } from './contract.ts'

const DAY = 86_400_000

/** Comments for programs, masked as on the pages: a file is easily passed on. */
export function tabulateInbox(comments: InboxComment[]): FigureTable {
  return {
    name: 'inbox',
    title: 'inbox.table',
    columns: [
      { name: 'comment', label: 'inbox.comment', kind: 'text' },
      { name: 'day', label: 'insights.day', kind: 'day' },
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'revision', label: 'inbox.readIn', kind: 'text' },
      { name: 'vote', label: 'inbox.vote', kind: 'choice', choices: { yes: 'insights.yes', no: 'insights.no' } },
      {
        name: 'state',
        label: 'inbox.statesLabel',
        kind: 'choice',
        choices: Object.fromEntries(COMMENT_STATES.map((state) => [state, `inbox.states.${state}` as const])),
      },
      { name: 'assignee', label: 'inbox.assignee', kind: 'text' },
      { name: 'fixedIn', label: 'inbox.fixedIn', kind: 'text' },
      { name: 'text', label: 'inbox.text', kind: 'text' },
    ],
    rows: comments.map(({ id, time, article, locale, revision, vote, state, assignee, fixedIn, text }) => ({
      comment: id,
      day: Math.floor(time / DAY),
      article,
      locale,
      revision,
      vote: vote === null ? null : vote === 1 ? 'yes' : 'no',
      state,
      assignee,
      fixedIn,
      text: removePersonalData(text),
    })),
  }
}
