import { html } from 'hono/html'
import type { MessageKey } from '../../../languages/messages.ts'
import type { Health } from '../../queries/health.ts'
import type { Answer } from '../section.ts'
import type { FigureTable } from '../table.ts'
import type { View } from '../view.ts'

const DAY = 86_400_000
/** A backup that is older is no longer one to rely on. */
const OLD_BACKUP_MS = 7 * DAY
/** A message that waits longer than this is not on its way any more. */
const LONG_WAIT_MS = DAY / 24

const KINDS: Record<string, MessageKey> = {
  reject: 'insights.health.refused',
  'ignore:bot': 'insights.health.bots',
  'ignore:privacy-control': 'insights.health.privacy',
  ignore: 'insights.health.ignored',
}

/** What was refused or left out. Reasons are names of the interface, the same in every language. */
export function tabulateCounters({ counters }: Health): FigureTable {
  return {
    name: 'refusals',
    title: 'insights.health.table',
    columns: [
      { name: 'reason', label: 'insights.health.reason', kind: 'text' },
      { name: 'kind', label: 'insights.health.kind', kind: 'choice', choices: KINDS },
      { name: 'total', label: 'insights.times', kind: 'count' },
    ],
    rows: counters.map(({ name, total }) => ({ reason: name, kind: name in KINDS ? name : (name.split(':')[0] ?? ''), total })),
  }
}

/** Can this page be trusted? */
export function answerHealth(health: Health, view: View): Answer {
  const { translator, speech, now } = view
  const { t, number } = translator
  const { outbox, lastBackup, lastRebuild, purgedBefore, newestDay, counters } = health
  const problems = findProblems(health, view)
  const total = (prefix: string) => number(counters.reduce((sum, { name, total }) => (name.startsWith(prefix) ? sum + total : sum), 0))
  const time = (at: number | null) => (at === null ? t('insights.health.never') : speech.moment(at))
  const facts: [MessageKey, string][] = [
    ['insights.health.newest', newestDay === null ? t('insights.health.never') : speech.day(newestDay / DAY)],
    ['insights.health.backup', time(lastBackup)],
    ['insights.health.waiting', number(outbox.waiting)],
    ['insights.health.dead', number(outbox.dead)],
    ['insights.health.refused', total('reject:')],
    ['insights.health.bots', total('ignore:bot')],
    ['insights.health.privacy', total('ignore:privacy-control')],
    ...(lastRebuild === null ? [] : ([['insights.health.rebuilt', time(lastRebuild)]] as [MessageKey, string][])),
    ...(purgedBefore === null ? [] : ([['insights.health.kept', speech.day(Math.ceil(purgedBefore / DAY))]] as [MessageKey, string][])),
    ['insights.health.computed', speech.moment(now)],
  ]
  return {
    id: 'trust',
    question: 'insights.health.question',
    label: 'insights.health.label',
    figure: problems.length === 0 ? t('insights.yes') : t('insights.health.withCare'),
    isAlarm: problems.length > 0,
    sentences: problems.length === 0 ? [t('insights.health.good')] : problems,
    definitions: [t('insights.health.definition'), t('insights.methodCounting'), t('insights.methodPrivacy')],
    tables: [tabulateCounters(health)],
    more: html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${t(name)}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`,
  }
}

/** What speaks against the figures or against the safety of the data, the worst first. */
function findProblems({ outbox, lastBackup, newestDay, future }: Health, { translator: { t }, speech, now }: View): string[] {
  const isStale = newestDay !== null && newestDay < now - 2 * DAY
  const isStuck = outbox.oldest !== null && outbox.oldest < now - LONG_WAIT_MS
  return [
    newestDay === null ? t('insights.health.noData') : '',
    outbox.dead > 0 ? t('insights.health.givenUp', { count: outbox.dead }) : '',
    isStuck ? t('insights.health.stuck', { count: outbox.waiting, time: speech.moment(outbox.oldest ?? now) }) : '',
    isStale ? t('insights.health.stale', { day: speech.day((newestDay ?? 0) / DAY) }) : '',
    future > 0 ? t('insights.health.future', { count: future }) : '',
    lastBackup === null
      ? t('insights.health.noBackup')
      : lastBackup < now - OLD_BACKUP_MS
        ? t('insights.health.oldBackup', { time: speech.moment(lastBackup) })
        : '',
  ].filter((problem) => problem !== '')
}
