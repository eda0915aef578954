import cephes, { compiled } from 'cephes'

// Moshier's Cephes, as WebAssembly. Beside scipy its beta integral differs by less than 1e-10 up to 10,000 answers and by 3e-9 at 800,000.
await compiled

/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
export const Z_95 = 1.959963984540054

/** P(X ≤ x) of Beta(a, b), for any x. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  return x >= 1 ? 1 : cephes.incbet(a, b, x)
}

/** Density of Beta(a, b); `rest` is 1 − x, given because next to 1 it has digits that x has lost. */
export function betaDensity(x: number, rest: number, a: number, b: number): number {
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log(rest) - cephes.lbeta(a, b))
}

/** The x with P(X ≤ x) = p of Beta(a, b). */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  return p >= 1 ? 1 : cephes.incbi(a, b, p)
}

/** The x with P(Z ≤ x) = p of the standard normal. */
export const normalQuantile = (p: number): number => cephes.ndtri(p)

/** P(|Z| ≥ |z|) of the standard normal. */
export const twoSidedP = (z: number): number => Math.min(1, 2 * cephes.ndtr(-Math.abs(z)))

/** P(X ≥ x) of chi-square with one degree of freedom. */
export const chiSquareTail = (x: number): number => (x <= 0 ? 1 : cephes.chdtrc(1, x))
