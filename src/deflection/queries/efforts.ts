import { type Effort, measureEffort } from '../statistics/effort.ts'
import { EFFORTS } from './articles.ts'
import { IN_ARTICLES, IN_PERIOD, overPeriod, type Read, type Scope, scopeParameters } from './scope.ts'

/** Where readers are asked how easy it was. */
export const EFFORT_PLACES = ['article', 'troubleshooter', 'contact'] as const
export type EffortPlace = (typeof EFFORT_PLACES)[number]

export interface Efforts {
  /** Every language together. */
  places: Record<EffortPlace, Effort>
  /** One place in one language; those without an answer are left out. */
  rows: { where: EffortPlace; locale: string; effort: Effort }[]
}

/** How easy was it, under articles and elsewhere? Guides and messages belong to no article, so they are left out where one or a category is asked for. */
export async function readEfforts(read: Read, scope: Scope): Promise<Efforts> {
  const parameters = scopeParameters(scope)
  const [articles, replies] = await Promise.all([
    read<{ locale: string } & Record<(typeof EFFORTS)[number], number>>(
      `SELECT locale, ${EFFORTS.map((column) => `sum(${column}) AS ${column}`).join(', ')}
       FROM ${overPeriod(`locale, ${EFFORTS.join(', ')}`, IN_ARTICLES)} GROUP BY locale ORDER BY locale`,
      parameters,
    ),
    scope.article || scope.category
      ? []
      : read<{ where: string; locale: string; score: string; n: number }>(
          `SELECT name AS "where", locale, other AS score, sum(n) AS n FROM tally_day WHERE ${IN_PERIOD} AND kind = 'reply'
           GROUP BY name, locale, other ORDER BY locale, name, other`,
          parameters,
        ),
  ])
  const answers = [
    ...articles.map((row) => ({ where: 'article', locale: row.locale, distribution: EFFORTS.map((column) => row[column]) })),
    ...replies.map(({ where, locale, score, n }) => ({ where, locale, distribution: EFFORTS.map((_, index) => (Number(score) === index + 1 ? n : 0)) })),
  ]
  const addUp = (own: typeof answers) => measureEffort(EFFORTS.map((_, index) => own.reduce((sum, { distribution }) => sum + (distribution[index] ?? 0), 0)))
  const of = (place: EffortPlace) => answers.filter(({ where }) => where === place)
  return {
    places: { article: addUp(of('article')), troubleshooter: addUp(of('troubleshooter')), contact: addUp(of('contact')) },
    rows: EFFORT_PLACES.flatMap((where) =>
      [...Map.groupBy(of(where), ({ locale }) => locale)].map(([locale, own]) => ({ where, locale, effort: addUp(own) })),
    ).filter(({ effort }) => effort.n > 0),
  }
}
