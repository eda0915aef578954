import type { GuideStepFields } from '../guides/contract.ts'

/** A way from one step to the next. */
export interface GuideEdge {
  /** Place among the answers of its step, from 0. */
  choice: number
  to: string
  /** Path in the YAML of the step; none for a way that nobody wrote. */
  place: (string | number)[] | undefined
}

type Step = Pick<GuideStepFields, 'id' | 'choices' | 'solution' | 'article' | 'otherwise' | 'contact'>

/** Where a step leads. After a solution that did not help comes `otherwise`, else the step that leads to a person. */
export function edgesOf(step: Step, steps: readonly Step[]): GuideEdge[] {
  if (step.contact !== undefined) return []
  const chosen = (step.choices ?? []).map(({ to }, choice): GuideEdge => ({ choice, to, place: ['choices', choice, 'to'] }))
  if (step.solution === undefined && step.article === undefined) return chosen
  if (step.otherwise !== undefined) return [...chosen, { choice: chosen.length, to: step.otherwise, place: ['otherwise'] }]
  const person = steps.find(({ contact }) => contact !== undefined)
  return person ? [...chosen, { choice: chosen.length, to: person.id, place: undefined }] : chosen
}

/** Choices that were made on the way to a step. */
export type GuidePath = { step: string; choice: number }[]

/** More ways than this are not told apart: nobody wrote a tree of that size by hand. */
const MOST_PATHS = 500

/** Every way from the beginning to each step that can be reached, without walking in circles. */
export function findPaths(steps: readonly Step[]): Map<string, GuidePath[]> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const paths = new Map<string, GuidePath[]>()
  let count = 0
  const walk = (id: string, path: GuidePath) => {
    const step = byId.get(id)
    if (!step || path.some((made) => made.step === id) || ++count > MOST_PATHS) return
    const known = paths.get(id)
    if (known) known.push(path)
    else paths.set(id, [path])
    for (const { choice, to } of edgesOf(step, steps)) walk(to, [...path, { step: id, choice }])
  }
  if (steps[0]) walk(steps[0].id, [])
  return paths
}

/** Steps from which the same step comes again, each circle once, e.g. `['a', 'b']`. */
export function findLoops(steps: readonly Step[]): string[][] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const done = new Set<string>()
  const loops: string[][] = []
  const walk = (id: string, way: string[]) => {
    if (way.includes(id)) loops.push(way.slice(way.indexOf(id)))
    else if (!done.has(id)) {
      const step = byId.get(id)
      for (const { to } of step ? edgesOf(step, steps) : []) walk(to, [...way, id])
      done.add(id)
    }
  }
  for (const { id } of steps) walk(id, [])
  return loops
}
