import type { Markup } from '../../insights-layout.ts'
import type { CommentCounts } from '../../queries/comments.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

export function tabulateComments({ articles }: CommentCounts): FigureTable {
  return {
    name: 'comments',
    title: 'insights.comments.table',
    columns: [
      { name: 'article', label: 'insights.article', kind: 'article' },
      { name: 'locale', label: 'insights.language', kind: 'locale' },
      { name: 'comments', label: 'insights.comments.label', kind: 'count' },
    ],
    rows: articles.map(({ article, locale, comments }) => ({ article, locale, comments })),
  }
}

/** What did they tell us? `newest` shows some of it. */
export function answerComments(comments: CommentCounts, newest: Markup | '', view: View): Answer {
  const { translator, speech } = view
  const { t, number } = translator
  const [most] = comments.articles
  return {
    id: 'comments',
    question: 'insights.comments.question',
    label: 'insights.comments.label',
    figure: number(comments.total),
    sentences: [
      comments.total === 0 ? t('insights.comments.none') : t('insights.comments.answer', { count: comments.total }),
      most &&
        comments.articles.length > 1 &&
        most.comments * 2 > comments.total &&
        t('insights.comments.most', { title: speech.quote(view.nameArticle(most.article, most.locale).title), count: most.comments }),
    ],
    definitions: [t('insights.comments.definition')],
    tables: [tabulateComments(comments)],
    more: newest,
  }
}
