import { createHmac } from 'node:crypto'

export const ARMS = ['holdout', 'suggest'] as const
export type ArmName = (typeof ARMS)[number]

/** Which of 10,000 buckets a unit is in: the first four bytes of HMAC-SHA256(key, `experiment:unit`), modulo 10,000. */
export function findBucket(key: string, experiment: string, unit: string): number {
  return createHmac('sha256', key).update(`${experiment}:${unit}`).digest().readUInt32BE(0) % 10_000
}

/** The holdout on the suggestions of the contact form. Its unit is the visit, so nothing is stored about who is in which arm. */
export interface Experiment {
  /** Name with its share, so that another share is another experiment and never mixed with this one. */
  name: string
  /** Share of visits in the holdout, 0–1. */
  share: number
  findArm: (visit: string) => ArmName
  /** What is written beside events of the contact form: `name/arm`. While the experiment is off all are in one arm, and what they said of suggestions is counted too. */
  label: (visit: string) => string
}

/** `percent` of visits are held out, 0 for none. `key` is any fixed text of the site: visit ids are already secret. */
export function createExperiment(key: string, percent: number): Experiment {
  const name = `suggestions-${percent}`
  const findArm = (visit: string): ArmName => (findBucket(key, name, visit) < percent * 100 ? 'holdout' : 'suggest')
  return { name, share: percent / 100, findArm, label: (visit) => `${name}/${findArm(visit)}` }
}
