import { createChatwoot } from './chatwoot.ts'
import type { HandoffConfig } from './config.ts'
import { FOR_READERS, type Target, UNASSIGNED } from './contract.ts'
import { createFreshdesk } from './freshdesk.ts'
import { createMail, type MailOptions } from './mail.ts'
import { createWebhook } from './webhook.ts'
import { createZendesk } from './zendesk.ts'

/** The ways out that are set up. The team reads in the first language of the help centre. */
export function createTargets(
  config: HandoffConfig,
  { translators, clock, mayCopy, survey }: Pick<MailOptions, 'translators' | 'clock' | 'mayCopy' | 'survey'>,
): Target[] {
  const translator = [...translators.values()][0]
  if (!translator) throw new Error('There is no locale.')
  const { reach, mail, webhook, zendesk, freshdesk, chatwoot } = config
  return [
    ...(mail ? createMail({ ...mail, translator, translators, patience: reach.patience, clock, mayCopy, survey }) : []),
    ...(webhook ? [createWebhook({ ...webhook, reach, clock })] : []),
    ...(zendesk ? [createZendesk({ ...zendesk, reach, translator })] : []),
    ...(freshdesk ? [createFreshdesk({ ...freshdesk, reach, translator })] : []),
    ...(chatwoot ? [createChatwoot({ ...chatwoot, reach, translator })] : []),
  ]
}

/** Queues of a new message: one for each way out, and one more for messages that no team would read otherwise. */
export function findQueues(targets: readonly Target[]): string[] {
  // What is solved is told later.
  const names = targets.map(({ name }) => name).filter((name) => name !== 'solved')
  return names.some((name) => !FOR_READERS.has(name)) ? names : [...names, UNASSIGNED]
}

/** Who serves which queue. What waited for a way out takes the first that there is. */
export function assignQueues(targets: readonly Target[]): Map<string, Target> {
  const team = targets.find(({ name }) => !FOR_READERS.has(name))
  return new Map([...targets.map((target) => [target.name, target] as const), ...(team ? [[UNASSIGNED, team] as const] : [])])
}
