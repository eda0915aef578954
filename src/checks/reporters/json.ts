import type { Finding } from '../contract.ts'

/** Findings for another program: a JSON array, one object per finding. */
export function reportAsJson(findings: readonly Finding[]): string {
  return JSON.stringify(findings, null, 2)
}
