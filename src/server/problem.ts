import { IdTaken, StoreUnavailable } from '../storage/store.ts'
import { Problem, PROBLEMS, type ProblemDetails, refuseTakenId } from './contract.ts'

/** Any error as a refusal that says nothing about our insides. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof IdTaken) return refuseTakenId(['id'])
  if (error instanceof StoreUnavailable) {
    return new Problem('not-available', 'The answer could not be stored just now. Send it again in a moment.', { headers: { 'retry-after': '1' } })
  }
  return new Problem('internal-error', 'This is our mistake, not yours. Try again later.')
}

/** A refusal as RFC 9457 JSON. */
export function renderProblem(problem: Problem): Response {
  const [status, title] = PROBLEMS[problem.problem]
  const details: ProblemDetails = {
    type: `urn:waymark:problem:${problem.problem}`,
    title,
    status,
    detail: problem.message,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  }
  return Response.json(details, {
    status,
    headers: { ...problem.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

/**
 * One line about a mistake of ours. Neither the message nor the request is in it, because they may hold what a reader
 * wrote; kind, code and the place in our source are enough to find it.
 */
export function describeMistake(error: unknown, method: string, route: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const name = cause instanceof Error ? cause.name : typeof cause
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : ''
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const places = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules') && !line.includes('node:'))
    .slice(0, 3)
    .map((line) => line.trim())
  return `error ${method} ${route}: ${name}${code} ${places.join(' ')}`.trimEnd()
}

const QUIET_MS = 60_000
const MOST_LINES = 100

/** Says the same thing once a minute: a database that is away would otherwise fill the disk with one line per reader. */
export function sayOnceAMinute(log: (line: string) => void, clock: () => number): (line: string) => void {
  const said = new Map<string, number>()
  return (line) => {
    const now = clock()
    const last = said.get(line)
    if (last !== undefined && Math.abs(now - last) < QUIET_MS) return
    if (said.size >= MOST_LINES) said.clear()
    said.set(line, now)
    log(line)
  }
}
