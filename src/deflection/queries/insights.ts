import type { Experiment } from '../experiment.ts'
import type { TimeToAnswer } from '../statistics/time-to-answer.ts'
import { readTimeToAnswer } from './answers.ts'
import { type Articles, readArticleDays, readArticles } from './articles.ts'
import { type CommentCounts, readCommentCounts } from './comments.ts'
import { type ContactVolume, readContactVolume } from './contact-volume.ts'
import { type Efforts, readEfforts } from './efforts.ts'
import { readFirstDay } from './first-day.ts'
import { type Guides, readGuides } from './guides.ts'
import { type Health, readHealth } from './health.ts'
import { type InboxComment, readInboxPeriod } from './inbox.ts'
import { type ItemWithText, readItems } from './items.ts'
import { type Languages, readLanguages } from './languages.ts'
import { type Missing, readMissing } from './missing.ts'
import { type Comment, readNewestComments } from './newest-comments.ts'
import { type ReplyFigures, readReplies } from './replies.ts'
import { readRevisions, type RevisionFigure } from './revisions.ts'
import type { Read, Scope } from './scope.ts'
import type { GroupOf } from './search-groups.ts'
import { readSearches, type Searches } from './searches.ts'
import { readSuggestionEffect, type SuggestionEffect } from './suggestion-effect.ts'
import { readSurveys, type SurveyFigure } from './surveys.ts'
import { readUsualRanges, type UsualRanges } from './usual-ranges.ts'

/** Every question of the insights, answered from roll-ups alike on every database. Empty periods have empty answers, never NaN. */
export interface Insights {
  contactVolume: (scope: Scope) => Promise<ContactVolume>
  suggestionEffect: (scope: Scope) => Promise<SuggestionEffect>
  searches: (scope: Scope) => Promise<Searches>
  articles: (scope: Scope) => Promise<Articles>
  articleDays: (scope: Scope & { article: string }) => ReturnType<typeof readArticleDays>
  revisions: (scope: Scope) => Promise<RevisionFigure[]>
  comments: (scope: Scope) => Promise<CommentCounts>
  newestComments: (scope: Scope, limit?: number) => Promise<Comment[]>
  inbox: (scope: Scope) => Promise<InboxComment[]>
  items: (scope: Scope) => Promise<ItemWithText[]>
  languages: (scope: Scope) => Promise<Languages>
  efforts: (scope: Scope) => Promise<Efforts>
  missing: (scope: Scope) => Promise<Missing>
  guides: (scope: Scope) => Promise<Guides>
  timeToAnswer: (scope: Scope) => Promise<TimeToAnswer>
  health: (scope: Scope) => Promise<Health>
  usualRanges: (scope: Scope) => Promise<UsualRanges>
  replies: (scope: Scope) => Promise<ReplyFigures>
  surveys: (scope: Scope) => Promise<SurveyFigure[]>
  firstDay: () => Promise<number | undefined>
}

export interface InsightsSource {
  read: Read
  /** Epoch ms. */
  clock: () => number
  experiment: Pick<Experiment, 'name' | 'share'>
  /** The language others are compared with. */
  defaultLocale: string
  /** Which searches belong together. */
  groupOf: GroupOf
  /** What one ticket costs, in any currency. */
  cost?: number | undefined
}

export function createInsights({ read, clock, experiment, defaultLocale, groupOf, cost }: InsightsSource): Insights {
  return {
    contactVolume: (scope) => readContactVolume(read, scope),
    suggestionEffect: (scope) => readSuggestionEffect(read, scope, { experiment: experiment.name, share: experiment.share, cost }),
    searches: (scope) => readSearches(read, scope, groupOf),
    articles: (scope) => readArticles(read, scope),
    articleDays: (scope) => readArticleDays(read, scope),
    revisions: (scope) => readRevisions(read, scope),
    comments: (scope) => readCommentCounts(read, scope),
    newestComments: (scope, limit) => readNewestComments(read, scope, limit),
    inbox: (scope) => readInboxPeriod(read, scope),
    items: ({ locale }) => readItems(read, { locale }),
    languages: (scope) => readLanguages(read, scope, defaultLocale),
    efforts: (scope) => readEfforts(read, scope),
    missing: (scope) => readMissing(read, scope),
    guides: (scope) => readGuides(read, scope),
    timeToAnswer: (scope) => readTimeToAnswer(read, scope),
    health: (scope) => readHealth(read, scope, clock()),
    usualRanges: (scope) => readUsualRanges(read, scope, clock()),
    replies: (scope) => readReplies(read, scope, clock()),
    surveys: (scope) => readSurveys(read, scope),
    firstDay: () => readFirstDay(read),
  }
}
