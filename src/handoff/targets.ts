import type { Translator } from '../languages/messages.ts'
import { createChatwoot } from './chatwoot.ts'
import type { HandoffConfig } from './config.ts'
import { type Handoff, type Target, UNASSIGNED } from './contract.ts'
import { createFreshdesk } from './freshdesk.ts'
import { createMail } from './mail.ts'
import { createWebhook } from './webhook.ts'
import { createZendesk } from './zendesk.ts'

/** The ways out that are set up. The team reads in the first language of the help centre. */
export function createTargets(
  config: HandoffConfig,
  { translators, clock, mayCopy }: { translators: Map<string, Translator>; clock: () => number; mayCopy: (handoff: Handoff) => Promise<boolean> },
): Target[] {
  const translator = [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  const { reach, mail, webhook, zendesk, freshdesk, chatwoot } = config
  return [
    ...(mail ? createMail({ ...mail, translator, translators, patience: reach.patience, clock, mayCopy }) : []),
    ...(webhook ? [createWebhook({ ...webhook, reach, clock })] : []),
    ...(zendesk ? [createZendesk({ ...zendesk, reach, translator })] : []),
    ...(freshdesk ? [createFreshdesk({ ...freshdesk, reach, translator })] : []),
    ...(chatwoot ? [createChatwoot({ ...chatwoot, reach, translator })] : []),
  ]
}

/** Queues of a new message: one for each way out, and one more for messages that no team would read otherwise. */
export function findQueues(targets: readonly Target[]): string[] {
  const names = targets.map(({ name }) => name)
  return names.some((name) => name !== 'copy') ? names : [...names, UNASSIGNED]
}

/** Who serves which queue. What waited for a way out takes the first that there is. */
export function assignQueues(targets: readonly Target[]): Map<string, Target> {
  const team = targets.find(({ name }) => name !== 'copy')
  return new Map([...targets.map((target) => [target.name, target] as const), ...(team ? [[UNASSIGNED, team] as const] : [])])
}
